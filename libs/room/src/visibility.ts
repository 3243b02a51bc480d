import type { RoomEvent } from './event.ts';

/** Whether an event is told to a participant. Its own coming is not: that is what its Welcome tells. */
export function isFor(event: RoomEvent, reader: string): boolean {
  switch (event.kind) {
    case 'joined':
    case 'returned':
      return event.participant.id !== reader;
    case 'updated':
    case 'settled':
      return true;
    case 'away':
    case 'left':
      return event.participantId !== reader;
    case 'signal':
      return event.to === reader;
    case 'attached':
    case 'released':
      return false;
  }
}
