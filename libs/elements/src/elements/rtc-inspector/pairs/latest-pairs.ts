import type { CallEvent, CandidatePair } from '@rtc-call/client';

/** A candidate pair as it was last, and whose it is. */
export interface LatestPair {
  readonly participantId: string;
  readonly generation: number;
  readonly pair: CandidatePair;
}

/** The pairs of the links that are not closed, or of all where none is open; those in use first, then those that work. */
export function latestPairs(events: readonly CallEvent[]): readonly LatestPair[] {
  const pairs = new Map<string, LatestPair>();
  const closed = new Set<string>();
  for (const event of events) {
    if (event.type === 'link') {
      if (event.change === 'closed') closed.add(linkOf(event));
      else closed.delete(linkOf(event));
    }
    if (event.type !== 'pair') continue;
    const { participantId, generation, pair } = event;
    pairs.set(`${linkOf(event)} ${pair.id}`, { participantId, generation, pair });
  }
  const all = [...pairs.values()].sort((one, other) => rank(one.pair) - rank(other.pair));
  const open = all.filter((each) => !closed.has(linkOf(each)));
  return open.length > 0 ? open : all;
}

function linkOf({ participantId, generation }: { participantId: string; generation: number }): string {
  return `${participantId} ${generation}`;
}

function rank({ selected, state }: CandidatePair): number {
  return selected ? -1 : STATES.indexOf(state);
}

const STATES: readonly CandidatePair['state'][] = ['succeeded', 'in-progress', 'waiting', 'frozen', 'failed'];
