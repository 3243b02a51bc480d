import type { Participant } from '@rtc-call/contract';
import type { RoomEvent } from './event.ts';

/** A room's roster: the fold of its log. */
export interface Room {
  /** Counts comings and goings. Decisions about who is there hold for one version. */
  readonly version: number;
  /** Who is there, in the order of joining. */
  readonly participants: readonly Participant[];
}

/** A room before its first entry. */
export const emptyRoom: Room = { version: 0, participants: [] };

/** Whether a participant is in the room. */
export function isIn(room: Room, participantId: string): boolean {
  return room.participants.some((participant) => participant.id === participantId);
}

/** The room after one more entry. Pure, and defined for any entry: one that makes no sense changes nothing. */
export function evolve(room: Room, event: RoomEvent): Room {
  switch (event.kind) {
    case 'joined':
      if (isIn(room, event.participant.id)) return room;
      return { version: room.version + 1, participants: [...room.participants, event.participant] };
    case 'updated':
      if (!isIn(room, event.participantId)) return room;
      return {
        version: room.version,
        participants: room.participants.map((participant) =>
          participant.id === event.participantId ? { ...participant, profile: event.profile } : participant,
        ),
      };
    case 'left':
      if (!isIn(room, event.participantId)) return room;
      return {
        version: room.version + 1,
        participants: room.participants.filter((participant) => participant.id !== event.participantId),
      };
    case 'signal':
      return room;
  }
}
