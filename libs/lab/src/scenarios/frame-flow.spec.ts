import { expect, it } from 'vitest';
import { frameFlow } from './frame-flow.ts';

/** Pictures each tenth of a second, in milliseconds. */
function every100(from: number, to: number): readonly number[] {
  return Array.from({ length: (to - from) / 100 + 1 }, (_, index) => from + 100 * index);
}

it.each([
  ['never stopped', every100(0, 5_000), { longestGapMs: 100, resumedAt: 1_000 }],
  ['came back', [...every100(0, 1_100), ...every100(3_000, 5_000)], { longestGapMs: 1_900, resumedAt: 3_000 }],
  [
    'came back, stopped again and came back',
    [...every100(0, 1_100), 2_000, ...every100(2_700, 5_000)],
    { longestGapMs: 900, resumedAt: 2_700 },
  ],
  ['have not come back', every100(0, 1_100), { longestGapMs: 3_900, resumedAt: null }],
  ['stopped before the fault was there', every100(0, 700), { longestGapMs: 4_000, resumedAt: null }],
])('tells pictures that %s', (_, frames, flow) => {
  expect(frameFlow(frames, 1_000, 5_000)).toEqual(flow);
});
