import type { RoomEvent } from './event.ts';
import type { LogEntry } from './log.ts';

/** Whether an event is told to a participant. Its own joining is not: that is what its Welcome tells. */
export function isFor(event: RoomEvent, reader: string): boolean {
  switch (event.kind) {
    case 'joined':
      return event.participant.id !== reader;
    case 'updated':
      return true;
    case 'left':
      return event.participantId !== reader;
    case 'signal':
      return event.to === reader;
  }
}

/** An entry as one reader sees it. */
export interface ShownEntry extends LogEntry {
  /** The position of the entry that was shown to the reader before this one. */
  readonly previous: number;
}

/**
 * The entries that are for a reader, each naming the one before it, so that a
 * loss shows although what is for others is left out. `previous` is where the
 * reader stands: its Welcome's position.
 */
export async function* shownTo(
  reader: string,
  entries: AsyncIterable<LogEntry>,
  previous: number,
): AsyncGenerator<ShownEntry, void> {
  let last = previous;
  for await (const entry of entries) {
    if (!isFor(entry.event, reader)) continue;
    yield { ...entry, previous: last };
    last = entry.position;
  }
}
