import { pathOf, selectedPair } from '../statistics/selected-pair.ts';
import { entriesOf, milliseconds, type StatsEntry, type StatsReport, wordIn } from '../statistics/stats-report.ts';
import type { CandidatePair } from './call-event.ts';

/** The candidate pairs that a report tells of. One of whose candidates the browser tells nothing is left out. */
export function candidatePairs(report: StatsReport): readonly CandidatePair[] {
  const selected = selectedPair(report);
  return entriesOf(report, 'candidate-pair').flatMap((entry) =>
    toPair(report, entry, entry['id'] === selected?.['id']),
  );
}

/** Those that are new or not as they were. A round trip that was measured anew does not count, or there would be no end. */
export function changedPairs(
  before: ReadonlyMap<string, CandidatePair>,
  now: readonly CandidatePair[],
): readonly CandidatePair[] {
  return now.filter((pair) => {
    const known = before.get(pair.id);
    return known === undefined || COMPARED.some((key) => known[key] !== pair[key]);
  });
}

const COMPARED = ['state', 'nominated', 'selected'] as const satisfies (keyof CandidatePair)[];

function toPair(report: StatsReport, entry: StatsEntry, selected: boolean): CandidatePair[] {
  const path = pathOf(report, entry);
  const state = wordIn(entry, 'state', ['frozen', 'waiting', 'in-progress', 'failed', 'succeeded']);
  if (path === null || state === null) return [];
  return [
    {
      id: String(entry['id']),
      ...path,
      state,
      nominated: entry['nominated'] === true,
      selected,
      roundTripMs: milliseconds(entry, 'currentRoundTripTime'),
    },
  ];
}
