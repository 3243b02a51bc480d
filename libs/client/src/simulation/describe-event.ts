import { DescriptionType } from '@rtc-call/contract';
import type { RoomEvent } from '@rtc-call/room';

/** An entry of the log as a line of a trace. */
export function describeEvent(event: RoomEvent): string {
  switch (event.kind) {
    case 'signal': {
      const { negotiationId, payload } = event.signal;
      const what =
        payload.oneofKind === 'description'
          ? DescriptionType[payload.description.type].toLowerCase()
          : payload.oneofKind;
      return `${event.from} to ${event.to}: ${what ?? 'nothing'} of ${negotiationId}`;
    }
    case 'joined':
    case 'returned':
    case 'updated': {
      const { id, incarnation, profile } = event.participant;
      return `${event.kind} ${id} as ${incarnation}, "${profile?.displayName ?? ''}"`;
    }
    case 'left':
      return `left ${event.participantId}, reason ${event.reason}`;
    case 'attached':
      return `attached ${event.participantId} to ${event.stream}`;
    case 'away':
    case 'released':
      return `${event.kind} ${event.participantId}`;
    case 'settled':
      return 'settled';
  }
}
