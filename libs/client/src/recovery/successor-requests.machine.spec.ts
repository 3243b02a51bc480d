import { expect, test } from 'vitest';
import { FIRST_REST_MS, LONGEST_REST_MS, restAfter } from './recovery.limits.ts';
import { NO_REQUESTS, type RequestsEvent, requestsTransition } from './successor-requests.machine.ts';

const asked = (generation: number): RequestsEvent => ({ type: 'asked', generation });
const rested: RequestsEvent = { type: 'rested' };
const proven: RequestsEvent = { type: 'proven' };

/** What the last of the events leads to, in words. */
function run(...events: RequestsEvent[]): string[] {
  let step = requestsTransition(NO_REQUESTS, rested);
  for (const event of events) step = requestsTransition(step.state, event);
  return step.effects.map((effect) =>
    effect.type === 'rest' ? `${effect.forMs} ms` : `grant ${effect.generation}${effect.isLate ? ' late' : ''}`,
  );
}

test.each<[string, RequestsEvent[], string[]]>([
  ['the first is granted at once', [asked(2)], ['500 ms', 'grant 2']],
  ['the next is held back', [asked(2), asked(3)], []],
  ['until the rest is over', [asked(2), asked(3), rested], ['1000 ms', 'grant 3 late']],
  ['and of several the highest', [asked(2), asked(5), asked(4), rested], ['1000 ms', 'grant 5 late']],
  ['after a quiet rest one is granted at once', [asked(2), rested, asked(3)], ['1000 ms', 'grant 3']],
  ['one that has proved itself makes rests short again', [asked(2), rested, proven, asked(3)], ['500 ms', 'grant 3']],
  ['but ends none', [asked(2), proven, asked(3)], []],
])('%s', (_, events, does) => {
  expect(run(...events)).toEqual(does);
});

test('rests grow, and are bounded', () => {
  expect([1, 2, 3, 4, 5, 1_000].map(restAfter)).toEqual([
    FIRST_REST_MS,
    1_000,
    2_000,
    LONGEST_REST_MS,
    LONGEST_REST_MS,
    LONGEST_REST_MS,
  ]);
});
