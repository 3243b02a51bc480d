import type { JoinResponse } from '@rtc-call/contract';
import type { RoomEvent } from '@rtc-call/room';

/** An entry of the room's log as the contract tells it. */
export function showEvent(event: RoomEvent): JoinResponse['event'] {
  switch (event.kind) {
    case 'joined':
      return { oneofKind: 'participantJoined', participantJoined: { participant: event.participant } };
    case 'updated':
      return {
        oneofKind: 'participantUpdated',
        participantUpdated: { participant: { id: event.participantId, profile: event.profile } },
      };
    case 'left':
      return {
        oneofKind: 'participantLeft',
        participantLeft: { participantId: event.participantId, reason: event.reason },
      };
    case 'signal':
      return { oneofKind: 'signalReceived', signalReceived: { from: event.from, signal: event.signal } };
  }
}
