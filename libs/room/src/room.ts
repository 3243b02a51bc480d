import type { Participant } from '@rtc-call/contract';
import type { RoomEvent } from './event.ts';

/** A place that waits for one who left and may be back. */
export interface KeptPlace {
  readonly participantId: string;
  readonly seat: number;
}

/** By what somebody in a room is reached: the newest of each. */
export interface Attachment {
  readonly stream: string;
  readonly session: string;
  /** The largest number of what its clients have asked for; see JoinRequest.attempt. */
  readonly attempt: number;
  /** With whose token it came, when it had kept no more than that: that incarnation is dead. Otherwise null. */
  readonly cameWith: string | null;
}

/** A room's roster: the fold of its log. */
export interface Room {
  /** Counts the changes of the roster. Decisions about it hold for one version. */
  readonly version: number;
  /** Whether those of an earlier epoch have had the time to come back. */
  readonly settled: boolean;
  /** Who is there, in the order of their seats. */
  readonly participants: readonly Participant[];
  /** The places of those who are not there, but count against the room's capacity. */
  readonly kept: readonly KeptPlace[];
  /** How each who is there is reached, by participant id. */
  readonly attachments: Readonly<Record<string, Attachment>>;
}

/** A room before its first entry. */
export const emptyRoom: Room = { version: 0, settled: false, participants: [], kept: [], attachments: {} };

/** The participant of this id, if it is in the room. */
export function participantOf(room: Room, participantId: string): Participant | undefined {
  return room.participants.find((participant) => participant.id === participantId);
}

/** Whether a participant is in the room. */
export function isIn(room: Room, participantId: string): boolean {
  return participantOf(room, participantId) !== undefined;
}

/** Whether a participant is in the room as this incarnation. */
export function isInAs(room: Room, participantId: string, incarnation: string): boolean {
  return participantOf(room, participantId)?.incarnation === incarnation;
}

/** Whether nobody is there and no place is kept: the log of such a room has ended. */
export function isEmpty(room: Room): boolean {
  return room.participants.length === 0 && room.kept.length === 0;
}

/** Whether nobody has a seat, and it is not that of a place that is kept. */
export function isSeatFree(room: Room, seat: number): boolean {
  return [...room.participants, ...room.kept].every((taken) => taken.seat !== seat);
}

/** The seat of the next newcomer. */
export function nextSeat(room: Room): number {
  return 1 + Math.max(0, ...[...room.participants, ...room.kept].map(({ seat }) => seat));
}

/** The room after one more entry. Pure, and defined for any entry: one that makes no sense changes nothing. */
export function evolve(room: Room, event: RoomEvent): Room {
  const changed = rosterAfter(room, event);
  return changed === room ? room : { ...changed, version: room.version + 1 };
}

function rosterAfter(room: Room, event: RoomEvent): Room {
  switch (event.kind) {
    case 'joined': {
      const { participant } = event;
      if (isIn(room, participant.id)) return room;
      return {
        ...room,
        participants: seated([...room.participants, participant]),
        kept: without(room, participant.id),
      };
    }
    case 'updated':
    case 'returned':
      return replaced(room, event.participant.id, () => event.participant);
    case 'away': {
      const gone = replaced(room, event.participantId, (participant) => ({ ...participant, away: true }));
      return withAttempt(gone, event.participantId, event.attempt);
    }
    case 'left': {
      const gone = participantOf(room, event.participantId);
      if (gone === undefined) return room;
      const place: KeptPlace = { participantId: gone.id, seat: gone.seat };
      const { [gone.id]: _over, ...attachments } = room.attachments;
      return {
        ...room,
        attachments,
        participants: room.participants.filter((participant) => participant !== gone),
        kept: event.keepsPlace ? [...room.kept, place] : room.kept,
      };
    }
    case 'released': {
      const kept = without(room, event.participantId);
      return kept.length === room.kept.length ? room : { ...room, kept };
    }
    case 'settled':
      return room.settled ? room : { ...room, settled: true };
    case 'attached': {
      const { kind: _kind, participantId, ...attachment } = event;
      if (!isIn(room, participantId)) return room;
      return { ...room, attachments: { ...room.attachments, [participantId]: attachment } };
    }
    case 'signal':
      return room;
  }
}

function replaced(room: Room, id: string, by: (participant: Participant) => Participant): Room {
  if (!isIn(room, id)) return room;
  return {
    ...room,
    participants: seated(
      room.participants.map((participant) => (participant.id === id ? by(participant) : participant)),
    ),
  };
}

function withAttempt(room: Room, participantId: string, attempt: number): Room {
  const before = room.attachments[participantId];
  if (before === undefined || before.attempt >= attempt) return room;
  return { ...room, attachments: { ...room.attachments, [participantId]: { ...before, attempt } } };
}

function without(room: Room, participantId: string): readonly KeptPlace[] {
  return room.kept.filter((place) => place.participantId !== participantId);
}

/** In the order of seats. Each has one of its own, but `evolve` is defined also where two have the same. */
function seated(participants: readonly Participant[]): readonly Participant[] {
  return [...participants].sort((one, other) => one.seat - other.seat || one.arrived - other.arrived);
}
