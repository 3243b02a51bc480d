import type { CallEvent, CandidatePair } from '@rtc-call/client';

/** A candidate pair as it was last, and whose it is. */
export interface LatestPair {
  readonly participantId: string;
  readonly generation: number;
  readonly pair: CandidatePair;
}

/**
 * The pairs of the links that are not closed, or of all where none is open;
 * those in use first, then those that work. A link uses one: browsers forget the
 * one before it and tell no more of it.
 */
export function latestPairs(events: readonly CallEvent[]): readonly LatestPair[] {
  const pairs = new Map<string, LatestPair>();
  const closed = new Set<string>();
  const inUse = new Map<string, { readonly key: string; readonly latest: LatestPair }>();
  for (const event of events) {
    if (event.type === 'link') {
      if (event.change === 'closed') closed.add(linkOf(event));
      else closed.delete(linkOf(event));
    }
    if (event.type !== 'pair') continue;
    const { participantId, generation, pair } = event;
    const before = inUse.get(linkOf(event));
    if (pair.selected && before !== undefined) pairs.set(before.key, unselected(before.latest));
    const key = `${linkOf(event)} ${pair.id}`;
    const latest = { participantId, generation, pair };
    pairs.set(key, latest);
    if (pair.selected) inUse.set(linkOf(event), { key, latest });
  }
  const all = [...pairs.values()].sort((one, other) => rank(one.pair) - rank(other.pair));
  const open = all.filter((each) => !closed.has(linkOf(each)));
  return open.length > 0 ? open : all;
}

function linkOf({ participantId, generation }: { participantId: string; generation: number }): string {
  return `${participantId} ${generation}`;
}

function unselected({ pair, ...rest }: LatestPair): LatestPair {
  return { ...rest, pair: { ...pair, selected: false } };
}

function rank({ selected, state }: CandidatePair): number {
  return selected ? -1 : STATES.indexOf(state);
}

const STATES: readonly CandidatePair['state'][] = ['succeeded', 'in-progress', 'waiting', 'frozen', 'failed'];
