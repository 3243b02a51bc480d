import type { JoinResponse } from '@rtc-call/contract';
import type { RoomEvent } from '../event.ts';

/** An entry of the room's log as the contract tells it; null for one that is told to nobody. */
export function showEvent(event: RoomEvent): JoinResponse['event'] | null {
  switch (event.kind) {
    case 'joined':
      return { oneofKind: 'participantJoined', participantJoined: { participant: event.participant } };
    case 'returned':
      return { oneofKind: 'participantReturned', participantReturned: { participant: event.participant } };
    case 'away':
      return { oneofKind: 'participantAway', participantAway: { participantId: event.participantId } };
    case 'settled':
      return { oneofKind: 'rosterSettled', rosterSettled: {} };
    case 'attached':
    case 'released':
      return null;
    case 'updated':
      return { oneofKind: 'participantUpdated', participantUpdated: { participant: event.participant } };
    case 'left':
      return {
        oneofKind: 'participantLeft',
        participantLeft: { participantId: event.participantId, reason: event.reason },
      };
    case 'signal':
      return { oneofKind: 'signalReceived', signalReceived: { from: event.from, signal: event.signal } };
  }
}
