import { ErrorCode, type IceConfiguration, type JoinResponse, type Resume } from '@rtc-call/contract';
import type { Enter, Return } from '../command.ts';
import { goesOn, type Refusal } from '../decide.ts';
import type { Terms } from '../deadline.ts';
import type { RoomEvent } from '../event.ts';
import type { LogPosition, RoomLog, RoomState } from '../log.ts';
import { isInAs, participantOf } from '../room.ts';
import { submit } from '../submit.ts';
import { superseded } from './failures.ts';
import type { Identities, Ticket } from './identities.ts';
import { HOST_LIMITS } from './limits.ts';
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
  unixTimeMs(): number;
}

/** Somebody is in the room. */
export interface Entered {
  readonly attendant: Attendant;
  /** The first response of its stream. */
  readonly first: JoinResponse;
  /** Where its events go on. */
  readonly after: LogPosition;
}

/** Somebody who was here before, and has proved it. */
interface Comeback {
  readonly ticket: Ticket;
  readonly resume: Resume;
}

/** Brings who stands at the entrance into the room, or back to where it was in it. */
export async function enter(stream: string, entrance: Entrance, options: EnterOptions): Promise<Entered> {
  const { room, profile, attempt } = entrance;
  const { log, terms, identities, capacity } = options;
  const comeback = await comebackOf(entrance, options);
  const joinId = entrance.joinId === '' ? identities.random() : entrance.joinId;
  const participantId = comeback?.ticket.participantId ?? identities.derive('participant', room, joinId);
  const incarnation = identities.derive('incarnation', room, comeback?.ticket.incarnation ?? '', joinId);
  const session = identities.random();
  const outcome = await submit(log, room, terms, (state) => {
    const returning = comeback === null ? null : returnOf(comeback, state);
    const command: Enter = {
      kind: 'enter',
      participantId,
      incarnation,
      profile,
      capacity,
      attempt,
      stream,
      session,
      returning,
    };
    return {
      commands: [command],
      ...(!goesOn(state.room, command) && { from: { participant: participantId, session, seq: 0 } }),
    };
  });
  if (outcome.kind === 'refused') throw refusal(outcome.refusal, capacity);
  if (outcome.kind !== 'appended') throw new Error(`Entering with a new session ended in "${outcome.kind}"`);
  const resumes = comeback !== null && outcome.events.some((event) => isAttachedIn(event, comeback.ticket.sessionId));
  return resumes
    ? resumed(comeback, outcome.state, options)
    : welcomed({ room, participantId, sessionId: session }, outcome.state, options);
}

function isAttachedIn(event: RoomEvent, session: string): boolean {
  return event.kind === 'attached' && event.session === session;
}

/** Null for a token that is not one of this room, or too old. */
async function comebackOf({ room, resume }: Entrance, options: EnterOptions): Promise<Comeback | null> {
  const ticket = resume === null ? null : options.identities.read(resume.token);
  if (resume === null || ticket?.room !== room) return null;
  const isOld = options.unixTimeMs() - ticket.issuedAt * 1_000 > HOST_LIMITS.ticketMs;
  if (isOld && !isInAs((await options.log.state(room)).room, ticket.participantId, ticket.incarnation)) return null;
  return { ticket, resume };
}

function returnOf({ ticket, resume }: Comeback, state: RoomState): Return {
  const { incarnation, sessionId: session, seat } = ticket;
  return { incarnation, session, seat, kept: keptOf(resume, state) };
}

function keptOf({ epoch, position }: Resume, state: RoomState): Return['kept'] {
  if (epoch === '') return 'nothing';
  if (epoch !== state.epoch) return 'another-epoch';
  return position >= state.keptAfter && position <= state.position ? 'all' : 'some';
}

function welcomed(
  who: Pick<Ticket, 'room' | 'participantId' | 'sessionId'>,
  { epoch, position, room }: RoomState,
  { identities, capacity, heartbeatIntervalMs, ice, unixTimeMs }: EnterOptions,
): Entered {
  const self = participantOf(room, who.participantId);
  if (self === undefined) throw new Error('Who has entered is not in the room');
  const { incarnation, seat } = self;
  const ticket: Ticket = { ...who, incarnation, seat, issuedAt: secondsOf(unixTimeMs()) };
  const token = identities.issue(ticket);
  const event: JoinResponse['event'] = {
    oneofKind: 'welcome',
    welcome: {
      session: { id: ticket.sessionId, token },
      participantId: ticket.participantId,
      participants: [...room.participants],
      capacity,
      ice: ice(ticket.participantId),
      heartbeatIntervalMs,
      resumeToken: token,
      rosterSettled: room.settled,
    },
  };
  return {
    attendant: { ...ticket, attachedAt: position },
    first: { epoch, position, previous: 0, event },
    after: { epoch, position },
  };
}

function resumed(
  { ticket: shown, resume: { epoch, position } }: Comeback,
  state: RoomState,
  { identities, heartbeatIntervalMs, unixTimeMs }: EnterOptions,
): Entered {
  const ticket: Ticket = { ...shown, issuedAt: secondsOf(unixTimeMs()) };
  const token = identities.issue(ticket);
  const event: JoinResponse['event'] = {
    oneofKind: 'resumed',
    resumed: { session: { id: ticket.sessionId, token }, resumeToken: token, heartbeatIntervalMs },
  };
  return {
    attendant: { ...ticket, attachedAt: state.position },
    first: { epoch, position, previous: position, event },
    after: { epoch, position },
  };
}

function secondsOf(ms: number): number {
  return Math.floor(ms / 1_000);
}

function refusal(why: Refusal, capacity: number): Error {
  switch (why) {
    case 'room-full':
      return new RoomError(
        ErrorCode.ROOM_FULL,
        `The room has ${capacity} participants, which is as many as it admits.`,
      );
    case 'superseded':
      return superseded();
    case 'not-here':
      return new Error('Who enters cannot have to be there');
  }
}
