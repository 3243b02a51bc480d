import { LeaveReason, type Participant } from '@rtc-call/contract';
import type { Enter, RoomCommand } from './command.ts';
import type { Deadline } from './deadline.ts';
import type { RoomEvent } from './event.ts';
import { evolve, isIn, isInAs, isSeatFree, nextSeat, participantOf, type Room } from './room.ts';

/** Why a command cannot be. */
export type Refusal =
  /** The room has as many participants as it may have. */
  | 'room-full'
  /** Another incarnation of who wants to come back is in the room. */
  | 'superseded'
  /** Who wants to say something is not in the room. */
  | 'not-here';

/** What comes of a command: entries for the log (possibly none), or a refusal. */
export type Decision =
  | { readonly kind: 'decided'; readonly events: readonly RoomEvent[] }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const decided = (...events: RoomEvent[]): Decision => ({ kind: 'decided', events });
const refused = (refusal: Refusal): Decision => ({ kind: 'refused', refusal });

/** Decides one command. Pure. */
export function decide(room: Room, command: RoomCommand): Decision {
  switch (command.kind) {
    case 'enter':
      return enter(room, command);
    case 'updateProfile': {
      const here = participantOf(room, command.participantId);
      if (here === undefined) return refused('not-here');
      return decided({ kind: 'updated', participant: { ...here, profile: command.profile } });
    }
    case 'signal': {
      const { from, to, toIncarnation, signal } = command;
      if (!isIn(room, from)) return refused('not-here');
      const receiver = participantOf(room, to);
      // Whoever it is for may have left or begun anew while it was on its way: that is nobody's error.
      if (receiver === undefined || (toIncarnation !== '' && toIncarnation !== receiver.incarnation)) return decided();
      return decided({ kind: 'signal', from, to, toIncarnation, signal });
    }
    case 'goAway': {
      const { participantId, incarnation, attempt } = command;
      const isHere = isInAs(room, participantId, incarnation) && participantOf(room, participantId)?.away === false;
      // It may have come late, behind the return of the same page.
      if (!isHere || comesLate(room, participantId, attempt)) return decided();
      return decided({ kind: 'away', participantId, attempt });
    }
    case 'leave': {
      const { participantId, incarnation, reason } = command;
      if (!isInAs(room, participantId, incarnation)) return decided();
      return decided({ kind: 'left', participantId, reason, keepsPlace: false });
    }
    case 'expire':
      return expire(room, command.deadline);
  }
}

/** Decides commands one after the other, each in the room that the ones before it make; all of them or none. */
export function decideAll(room: Room, commands: readonly RoomCommand[]): Decision {
  const events: RoomEvent[] = [];
  let current = room;
  for (const command of commands) {
    const decision = decide(current, command);
    if (decision.kind === 'refused') return decision;
    events.push(...decision.events);
    current = decision.events.reduce(evolve, current);
  }
  return { kind: 'decided', events };
}

/** Whether who enters goes on where it was: it has missed nothing, and needs no Welcome. */
export function goesOn(room: Room, { participantId, returning }: Enter): boolean {
  if (returning?.kept !== 'all') return false;
  // In another session than the newest it could send nothing: a joining that came late has begun one.
  const { incarnation, session } = returning;
  return isInAs(room, participantId, incarnation) && room.attachments[participantId]?.session === session;
}

function enter(room: Room, command: Enter): Decision {
  const { participantId, stream, returning } = command;
  const resumes = goesOn(room, command);
  const session = resumes && returning !== null ? returning.session : command.session;
  const cameWith = returning?.kept === 'nothing' ? returning.incarnation : null;
  const { attempt } = command;
  const attached: RoomEvent = { kind: 'attached', participantId, stream, session, attempt, cameWith };
  const here = participantOf(room, participantId);
  if (here === undefined) {
    const isKept = room.kept.some((place) => place.participantId === participantId);
    if (!isKept && room.participants.length + room.kept.length >= command.capacity) return refused('room-full');
    return decided({ kind: 'joined', participant: newcomer(room, command) }, attached);
  }
  if (comesLate(room, participantId, attempt) || !mayGoOnFrom(room, here, command)) return refused('superseded');
  if (resumes && !here.away) return decided(attached);
  return decided({ kind: 'returned', participant: returned(room, here, command) }, attached);
}

/** Whether something newer was asked for already. */
function comesLate(room: Room, participantId: string, attempt: number): boolean {
  return attempt !== 0 && attempt < (room.attachments[participantId]?.attempt ?? 0);
}

/** Whether who enters is who is there: as it was, as what it becomes (it tries again), or as the page that took over. */
function mayGoOnFrom(room: Room, here: Participant, { returning, incarnation, attempt }: Enter): boolean {
  if (here.incarnation === incarnation || returning === null) return here.incarnation === incarnation;
  if (here.incarnation === returning.incarnation) return true;
  // A page that was reloaded twice: the one between came with the same token, and was gone before it had one of its own.
  const before = room.attachments[here.id];
  return returning.kept === 'nothing' && before?.cameWith === returning.incarnation && attempt > before.attempt;
}

function newcomer(room: Room, { participantId: id, incarnation, profile, returning }: Enter): Participant {
  const place = room.kept.find((kept) => kept.participantId === id);
  // The room was lost, not its participants: they know one another, and go on with the links they have.
  const isKnown = returning?.kept === 'another-epoch' && !room.settled && place === undefined;
  return {
    id,
    profile,
    incarnation: isKnown ? returning.incarnation : incarnation,
    seat: place?.seat ?? seatFor(room, returning),
    arrived: room.version + 1,
    away: false,
  };
}

/** The seat that one has kept of a room that was lost, if nobody has it yet; else the next. */
function seatFor(room: Room, returning: Enter['returning']): number {
  return returning !== null && !room.settled && isSeatFree(room, returning.seat) ? returning.seat : nextSeat(room);
}

function returned(room: Room, here: Participant, { incarnation, profile, returning }: Enter): Participant {
  const goesOnAs = returning?.kept === 'nothing' ? incarnation : here.incarnation;
  const arrived = goesOnAs === here.incarnation ? here.arrived : room.version + 1;
  return { ...here, profile, incarnation: goesOnAs, arrived, away: false };
}

function expire(room: Room, deadline: Deadline): Decision {
  if (deadline.kind === 'settling') return room.settled ? decided() : decided({ kind: 'settled' });
  const { participantId } = deadline;
  switch (deadline.kind) {
    case 'presence':
      if (!isIn(room, participantId)) return decided();
      return decided({ kind: 'left', participantId, reason: LeaveReason.EXPIRED, keepsPlace: false });
    case 'away':
      if (participantOf(room, participantId)?.away !== true) return decided();
      return decided({ kind: 'left', participantId, reason: LeaveReason.DISCONNECTED, keepsPlace: true });
    case 'place':
      if (!room.kept.some((place) => place.participantId === participantId)) return decided();
      return decided({ kind: 'released', participantId });
  }
}
