import { gaps, print } from './coverage-table.ts';
import { EVENTS, NEGOTIATIONS, RECOVERIES, SESSIONS } from './expected-coverage.ts';
import type { Tally } from './tally.ts';

/** From how many runs on every pair that can happen must have happened. */
export const ENOUGH_RUNS = 10_000;

/** What is wrong with many runs; empty when all is well. */
export function faultsOf(tally: Tally): string[] {
  const failures = tally.failures.map(
    ({ seed, faults }) => `seed ${seed}: ${faults.slice(0, 5).join('; ')}\n  ${howToReplay(seed)}`,
  );
  const untold = tally.failed - tally.failures.length;
  const more = untold > 0 ? [`and ${untold} more`] : [];
  return [...failures, ...more, ...(tally.runs < ENOUGH_RUNS ? [] : coverageFaults(tally))];
}

/** What happened in many runs, for a person. */
export function describeTally(tally: Tally): string {
  const listed = (counts: ReadonlyMap<string, number>) => [...counts].map((pair) => pair.join(' ')).join(', ');
  return [
    `${tally.runs} runs, ${tally.failed} failed; ${tally.delivered} messages came.`,
    `Messages that did not come: ${listed(tally.excused)}.`,
    `Faults: ${listed(tally.struck)}.`,
    print(SESSIONS, tally.sessions),
    print(NEGOTIATIONS, tally.negotiations),
    print(RECOVERIES, tally.recoveries),
    print(EVENTS, tally.events),
  ].join('\n\n');
}

function howToReplay(seed: number): string {
  return `replay it: npm run simulate -- --seed ${seed} --runs 1 --trace`;
}

function coverageFaults({ sessions, negotiations, recoveries, events }: Tally): string[] {
  return [
    ...gaps(SESSIONS, sessions),
    ...gaps(NEGOTIATIONS, negotiations),
    ...gaps(RECOVERIES, recoveries),
    ...gaps(EVENTS, events),
  ];
}
