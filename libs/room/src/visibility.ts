import type { RoomEvent } from './event.ts';

/** Who reads a log. */
export interface Reader {
  readonly participantId: string;
  readonly incarnation: string;
}

/** Whether an event is told to a reader. Its own coming is not: that is what its Welcome tells. */
export function isFor(event: RoomEvent, { participantId, incarnation }: Reader): boolean {
  switch (event.kind) {
    case 'joined':
    case 'returned':
      return event.participant.id !== participantId;
    case 'updated':
    case 'settled':
      return true;
    case 'away':
    case 'left':
      return event.participantId !== participantId;
    case 'signal':
      // What was for an earlier incarnation may have gone in after the one that reads had come.
      return event.to === participantId && (event.toIncarnation === '' || event.toIncarnation === incarnation);
    case 'attached':
    case 'released':
      return false;
  }
}
