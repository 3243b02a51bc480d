import { expect, it } from 'vitest';
import { elapsed } from './elapsed.ts';

it.each([
  [0, '0:00'],
  [7_999, '0:07'],
  [1_450_000, '24:10'],
  [3_723_000, '1:02:03'],
  [-5_000, '0:00'],
])('%i ms → %s', (milliseconds, expected) => {
  expect(elapsed(milliseconds)).toBe(expected);
});
