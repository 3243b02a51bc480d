import { ErrorCode, type IceConfiguration, type JoinResponse, type Resume } from '@rtc-call/contract';
import type { Enter, Return } from '../command.ts';
import { goesOn, type Refusal } from '../decide.ts';
import type { Terms } from '../deadline.ts';
import type { LogPosition, RoomLog, RoomState } from '../log.ts';
import { participantOf } from '../room.ts';
import { submit } from '../submit.ts';
import type { Identities, Ticket } from './identities.ts';
import { RoomError } from './room-error.ts';
import type { Attendant } from './room-stream.ts';
import type { Entrance } from './valid-join.ts';

export interface EnterOptions {
  readonly log: RoomLog;
  readonly terms: Terms;
  readonly identities: Identities;
  readonly capacity: number;
  readonly heartbeatIntervalMs: number;
  ice(participantId: string): IceConfiguration;
}

/** Somebody is in the room. */
export interface Entered {
  readonly attendant: Attendant;
  readonly ticket: Ticket;
  /** The first response of its stream. */
  readonly first: JoinResponse;
  /** Where its events go on. */
  readonly after: LogPosition;
}

/** Brings who stands at the entrance into the room, or back to where it was in it. */
export async function enter(stream: string, entrance: Entrance, options: EnterOptions): Promise<Entered> {
  const { room, resume, profile } = entrance;
  const { log, terms, identities, capacity } = options;
  const returning = resume === null ? null : ticketFor(room, resume.token, identities);
  const joinId = entrance.joinId === '' ? identities.random() : entrance.joinId;
  const participantId = returning?.participantId ?? identities.derive('participant', room, joinId);
  const incarnation = identities.derive('incarnation', room, returning?.incarnation ?? '', joinId);
  const sessionId = identities.random();
  let resumes = false;
  const outcome = await submit(log, room, terms, (state) => {
    const command: Enter = {
      kind: 'enter',
      participantId,
      incarnation,
      profile,
      capacity,
      stream,
      session: sessionId,
      returning: returning === null || resume === null ? null : returnOf(returning, resume, state),
    };
    resumes = goesOn(state.room, command);
    const from = { participant: participantId, session: sessionId, seq: 0 };
    return { commands: [command], ...(!resumes && { from }) };
  });
  if (outcome.kind === 'refused') throw refusal(outcome.refusal, capacity);
  if (outcome.kind !== 'appended') throw new Error(`Entering with a new session ended in "${outcome.kind}"`);

  const { state } = outcome;
  const self = participantOf(state.room, participantId);
  if (self === undefined) throw new Error('Who has entered is not in the room');
  const ticket: Ticket = {
    room,
    participantId,
    incarnation: self.incarnation,
    sessionId: resumes && returning !== null ? returning.sessionId : sessionId,
    seat: self.seat,
  };
  const { epoch, position } = state;
  const attendant: Attendant = { ...ticket, epoch, attachedAt: position };
  if (!resumes || resume === null) {
    return { attendant, ticket, first: welcome(ticket, state, options), after: { epoch, position } };
  }
  return {
    attendant,
    ticket,
    first: resumed(ticket, resume, options),
    after: { epoch: resume.epoch, position: resume.position },
  };
}

/** The ticket of a token for this room; null for a token that is none. */
function ticketFor(room: string, token: string, identities: Identities): Ticket | null {
  const ticket = identities.read(token);
  return ticket?.room === room ? ticket : null;
}

function returnOf({ incarnation, sessionId, seat }: Ticket, resume: Resume, state: RoomState): Return {
  return { incarnation, session: sessionId, seat, kept: keptOf(resume, state) };
}

function keptOf({ epoch, position }: Resume, state: RoomState): Return['kept'] {
  if (epoch === '') return 'nothing';
  if (epoch !== state.epoch) return 'another-epoch';
  return position >= state.keptAfter && position <= state.position ? 'all' : 'some';
}

function welcome(ticket: Ticket, { epoch, position, room }: RoomState, options: EnterOptions): JoinResponse {
  const token = options.identities.issue(ticket);
  return {
    epoch,
    position,
    previous: 0,
    event: {
      oneofKind: 'welcome',
      welcome: {
        session: { id: ticket.sessionId, token },
        participantId: ticket.participantId,
        participants: [...room.participants],
        capacity: options.capacity,
        ice: options.ice(ticket.participantId),
        heartbeatIntervalMs: options.heartbeatIntervalMs,
        resumeToken: token,
        rosterSettled: room.settled,
      },
    },
  };
}

function resumed(ticket: Ticket, { epoch, position }: Resume, options: EnterOptions): JoinResponse {
  const token = options.identities.issue(ticket);
  return {
    epoch,
    position,
    previous: position,
    event: {
      oneofKind: 'resumed',
      resumed: {
        session: { id: ticket.sessionId, token },
        resumeToken: token,
        heartbeatIntervalMs: options.heartbeatIntervalMs,
      },
    },
  };
}

function refusal(why: Refusal, capacity: number): Error {
  switch (why) {
    case 'room-full':
      return new RoomError(
        ErrorCode.ROOM_FULL,
        `The room has ${capacity} participants, which is as many as it admits.`,
      );
    case 'superseded':
      return new RoomError(ErrorCode.SUPERSEDED, 'Another page goes on as this participant.');
    case 'not-here':
      return new Error('Who enters cannot have to be there');
  }
}
