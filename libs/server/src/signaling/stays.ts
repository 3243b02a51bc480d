import type { RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode, type Profile } from '@rtc-call/contract';
import { type RoomCommand, type RoomLog, type RoomState, submit } from '@rtc-call/room';
import type { Logger } from '../logging/logger.ts';
import type { Call } from '../rpc/call.ts';
import { rpcFailure } from '../rpc/rpc-failure.ts';
import type { Clock } from './clock.ts';
import { Lease } from './lease.ts';
import { leaveReason, type Session, type SessionEnd } from './session.ts';
import { Sessions } from './sessions.ts';

export interface StaysOptions {
  readonly capacity: number;
  readonly leaseMs: number;
  readonly maxSessions: number;
  readonly maxRooms: number;
  readonly clock: Clock;
  readonly log: RoomLog;
  readonly logger: Logger;
}

/** Brings sessions into their rooms, and sees to it that each leaves its room once, however it ends. */
export class Stays {
  readonly #options: StaysOptions;
  readonly #sessions: Sessions;
  readonly #closing = new AbortController();

  constructor(options: StaysOptions) {
    this.#options = options;
    this.#sessions = new Sessions({ sessions: options.maxSessions, rooms: options.maxRooms });
  }

  get sessionCount(): number {
    return this.#sessions.count;
  }

  get roomCount(): number {
    return this.#sessions.roomCount;
  }

  /** Aborted when the server stops. */
  get closing(): AbortSignal {
    return this.#closing.signal;
  }

  /** A session that has not ended. */
  get(sessionId: string): Session | undefined {
    return this.#sessions.get(sessionId);
  }

  /** What to tell a caller whose session is not there. */
  unknown(): RpcError {
    return this.closing.aborted
      ? rpcFailure(ErrorCode.SHUTTING_DOWN, 'The server is about to stop.')
      : rpcFailure(ErrorCode.SESSION_UNKNOWN, 'There is no such session: it ended, or it never was. Join again.');
  }

  /** Takes a place for a session of a call. It ends when the caller is gone; whoever opened it ends it otherwise. */
  open(room: string, call: Call): Session {
    if (this.closing.aborted) throw this.unknown();
    const session = this.#sessions.open(room, call.peer);
    const { signal } = call;
    signal.addEventListener('abort', () => void this.end(session, 'disconnected'), { once: true });
    if (signal.aborted) void this.end(session, 'disconnected');
    return session;
  }

  /** Brings a session into its room, and gives the room right after that. */
  async enter(session: Session, profile: Profile): Promise<RoomState> {
    const { log, logger, clock, capacity, leaseMs } = this.#options;
    const { participantId, room } = session;
    if (session.ended.aborted) throw this.unknown();
    const joining = submit(log, room, [{ kind: 'join', participant: { id: participantId, profile }, capacity }], {
      participant: participantId,
      incarnation: session.id,
      seq: 0,
    });
    session.joining = joining.catch(() => {});
    const outcome = await joining;
    if (outcome.kind === 'refused' && outcome.refusal === 'room-full') {
      throw rpcFailure(ErrorCode.ROOM_FULL, `The room has ${capacity} participants, which is as many as it admits.`);
    }
    if (outcome.kind !== 'appended') throw new Error(`Joining with a new id ended in "${outcome.kind}"`);
    if (!session.ended.aborted) {
      session.lease = new Lease(clock, leaseMs, () => void this.end(session, 'expired'));
    }
    logger.info({ ...facts(session), participants: outcome.state.room.participants.length }, 'Participant joined');
    return outcome.state;
  }

  /** Puts a batch of a session into the log. Gives the highest sequence that is in it. */
  async submit(session: Session, sequence: number, commands: readonly RoomCommand[]): Promise<number> {
    const outcome = await submit(this.#options.log, session.room, commands, {
      participant: session.participantId,
      incarnation: session.id,
      seq: sequence,
    });
    switch (outcome.kind) {
      case 'appended':
        return sequence;
      case 'duplicate':
        return outcome.lastSeq;
      case 'gap':
        if (session.ended.aborted) throw this.unknown();
        throw rpcFailure(
          ErrorCode.SEQUENCE_GAP,
          `sequence: ${sequence} is not the next one. Send ${outcome.lastSeq + 1} first.`,
        );
      case 'refused':
        throw this.unknown();
    }
  }

  /** Ends a session, in its first end's way, and returns when the others are told. Ending it again only waits. */
  end(session: Session, how: SessionEnd): Promise<void> {
    if (session.end(how)) {
      this.#sessions.remove(session);
      session.over = this.#leave(session, how);
    }
    return session.over;
  }

  /** Ends every session, and opens no more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(Array.from(this.#sessions, (session) => this.end(session, 'shutting-down')));
  }

  async #leave(session: Session, how: SessionEnd): Promise<void> {
    const { log, logger } = this.#options;
    await session.joining;
    try {
      const leave: RoomCommand = {
        kind: 'leave',
        participantId: session.participantId,
        reason: leaveReason(how),
      };
      await submit(log, session.room, [leave]);
      logger.info({ ...facts(session), how }, 'Participant left');
    } catch (thrown) {
      logger.error({ ...facts(session), err: thrown }, 'A participant could not be taken out of its room');
    }
  }
}

/** What a log entry says of a session. Its id is no secret. */
function facts({ room, participantId, id, peer }: Session) {
  return { room, participant: participantId, session: id, peer };
}
