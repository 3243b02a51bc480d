import type { Participant, Welcome } from '@rtc-call/contract';
import type { RoomEvent } from '../signaling/session.machine.ts';

/** Who is in the room, as the events tell it. */
export interface Roster {
  readonly selfId: string;
  readonly capacity: number;
  /** The others, in the order of joining. */
  readonly others: readonly Participant[];
}

/** The roster at joining. All the others were there before, so this participant offers to each. */
export function rosterOf(welcome: Welcome): Roster {
  return {
    selfId: welcome.participantId,
    capacity: welcome.capacity,
    others: welcome.participants.filter(({ id }) => id !== welcome.participantId),
  };
}

/** The roster after an event. One that changes nobody gives back the same roster. */
export function evolveRoster(roster: Roster, event: RoomEvent): Roster {
  switch (event.oneofKind) {
    case 'participantJoined': {
      const { participant } = event.participantJoined;
      return participant === undefined ? roster : { ...roster, others: [...roster.others, participant] };
    }
    case 'participantUpdated': {
      const { participant } = event.participantUpdated;
      if (participant === undefined) return roster;
      return { ...roster, others: roster.others.map((other) => (other.id === participant.id ? participant : other)) };
    }
    case 'participantLeft': {
      const { participantId } = event.participantLeft;
      return { ...roster, others: roster.others.filter((other) => other.id !== participantId) };
    }
    case 'signalReceived':
      return roster;
  }
}
