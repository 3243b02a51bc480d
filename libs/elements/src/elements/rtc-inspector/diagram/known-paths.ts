import type { CallEvent } from '@rtc-call/client';

/** Knows over which pair each link goes, told of events in order: the same one told of again is no news. */
export class KnownPaths {
  readonly #inUse = new Map<string, string>();

  /** Whether the event says no more than that a link goes over the pair that it went over before. */
  isKnown(event: CallEvent): boolean {
    if (event.type !== 'pair' || !event.pair.selected) return false;
    const link = `${event.participantId} ${event.generation}`;
    const isKnown = this.#inUse.get(link) === event.pair.id;
    this.#inUse.set(link, event.pair.id);
    return isKnown;
  }
}
