import {
  type ConnectRequest,
  type ConnectResponse,
  ErrorCode,
  type GetIceServersRequest,
  type GetIceServersResponse,
  type IceConfiguration,
  type JoinRequest,
  type JoinResponse,
  LeaveReason,
  type LeaveRequest,
  type LeaveResponse,
  type SendRequest,
  type SendResponse,
  type Session,
} from '@rtc-call/contract';
import type { RoomCommand } from '../command.ts';
import type { Terms } from '../deadline.ts';
import { StoreUnavailableError, type RoomLog } from '../log.ts';
import { submit } from '../submit.ts';
import type { Caller } from './caller.ts';
import type { Clock } from './clock.ts';
import { connectReplies, firstJoin } from './connect-requests.ts';
import { type Entered, enter } from './enter.ts';
import type { HostFact } from './host-fact.ts';
import type { Identities, Ticket } from './identities.ts';
import { invalidArgument } from './invalid-argument.ts';
import { merge } from './merge.ts';
import { RoomError } from './room-error.ts';
import { roomEvents } from './room-events.ts';
import type { RoomStream } from './room-stream.ts';
import { RoomStreams } from './room-streams.ts';
import { Sweeper } from './sweeper.ts';
import { validBatch } from './valid-batch.ts';
import { type Entrance, validJoin } from './valid-join.ts';

export interface RoomHostOptions {
  readonly log: RoomLog;
  readonly clock: Clock;
  readonly identities: Identities;
  /** How many places a room has. */
  readonly capacity: number;
  readonly heartbeatIntervalMs: number;
  readonly terms: Terms;
  /** Streams at once, and rooms that have one. */
  readonly limits: { readonly streams: number; readonly rooms: number };
  /** What a participant is given as ICE servers. */
  ice(participantId: string): IceConfiguration;
  report?(fact: HostFact): void;
}

/**
 * Serves the rooms of a log to clients: the methods of the signaling service, as
 * signaling.proto describes them, without any transport. It keeps nothing of a
 * room but its open streams, so any number of hosts may serve one log, and one
 * that is gone is replaced by any other.
 *
 * What it refuses it throws as RoomError.
 */
export class RoomHost {
  readonly #options: RoomHostOptions;
  readonly #streams: RoomStreams;
  readonly #sweeper: Sweeper;
  readonly #closing = new AbortController();

  constructor(options: RoomHostOptions) {
    this.#options = options;
    this.#streams = new RoomStreams(options.limits);
    const { log, clock, terms } = options;
    this.#sweeper = new Sweeper({
      log,
      clock,
      terms,
      isServed: (room) => this.#streams.has(room),
      swept: (room, detail) => this.#report({ kind: 'swept', room, detail }),
      failed: (room, error) => this.#report({ kind: 'store-unavailable', room, detail: String(error) }),
    });
  }

  /** Rooms that have a stream. */
  get roomCount(): number {
    return this.#streams.roomCount;
  }

  /** Open streams. */
  get streamCount(): number {
    return this.#streams.count;
  }

  async *join(request: JoinRequest, caller: Caller): AsyncGenerator<JoinResponse, void> {
    const entrance = validJoin(request);
    const stream = this.#open(entrance.room, caller);
    try {
      const entered = await this.#enter(stream, entrance);
      yield entered.first;
      yield* roomEvents(stream, entered.after, this.#options);
      if (stream.failure) throw stream.failure;
    } catch (thrown) {
      throw this.#told(thrown);
    } finally {
      this.#over(stream);
    }
  }

  async *connect(requests: AsyncIterable<ConnectRequest>, caller: Caller): AsyncGenerator<ConnectResponse, void> {
    const incoming = requests[Symbol.asyncIterator]();
    const first = await firstJoin(incoming, this.#options.clock, [caller.signal, this.#closing.signal]);
    if (first === undefined) throw stopping();
    const entrance = validJoin(first, 'join.');
    const stream = this.#open(entrance.room, caller);
    try {
      const { first: response, after, ticket } = await this.#enter(stream, entrance);
      yield { response: { oneofKind: 'event', event: response } };
      const sources = [
        asResponses(roomEvents(stream, after, this.#options)),
        connectReplies(incoming, {
          send: (sent) => this.#append(this.#within(ticket, sent.session), sent),
          leave: (leaving) => this.#leave(this.#within(ticket, leaving?.session), leaving?.mayReturn ?? false),
        }),
      ];
      yield* merge(sources, stream.ended);
      if (stream.failure) throw stream.failure;
    } catch (thrown) {
      throw this.#told(thrown);
    } finally {
      this.#over(stream);
    }
  }

  send(request: SendRequest): Promise<SendResponse> {
    return this.#telling(async () => this.#append(this.#prove(request.session), request));
  }

  leave(request: LeaveRequest): Promise<LeaveResponse> {
    return this.#telling(async () => {
      await this.#leave(this.#prove(request.session), request.mayReturn);
      return {};
    });
  }

  async getIceServers(request: GetIceServersRequest): Promise<GetIceServersResponse> {
    return { ice: this.#options.ice(this.#prove(request.session).participantId) };
  }

  /**
   * Asks every client to resume elsewhere, one after the other within this time,
   * and refuses nothing meanwhile. Resolves when the time is over or nobody is left.
   */
  async drain(overMs: number): Promise<void> {
    const streams = [...this.#streams];
    const { clock } = this.#options;
    const done = Promise.withResolvers<void>();
    const cancels = streams.map((stream, index) => clock.after((overMs * index) / streams.length, () => stream.move()));
    cancels.push(clock.after(overMs, () => done.resolve()));
    for (const { ended } of streams) {
      ended.addEventListener('abort', () => this.#streams.count === 0 && done.resolve());
    }
    if (this.#streams.count === 0) done.resolve();
    await done.promise;
    for (const cancel of cancels) cancel();
  }

  /** Ends every stream, and opens no more. Nobody leaves a room by it. */
  close(): void {
    this.#closing.abort();
    this.#sweeper.stop();
    for (const stream of [...this.#streams]) stream.end('shutting-down');
  }

  #open(room: string, caller: Caller): RoomStream {
    if (this.#closing.signal.aborted) throw stopping();
    return this.#streams.open(this.#options.identities.random(), room, caller);
  }

  async #enter(stream: RoomStream, entrance: Entrance): Promise<Entered> {
    const entered = await enter(stream.id, entrance, this.#options);
    stream.attendant = entered.attendant;
    this.#sweeper.watch(stream.room);
    const kind = entered.first.event.oneofKind === 'resumed' ? 'resumed' : 'entered';
    this.#report({ kind, ...factsOf(stream) });
    return entered;
  }

  #over(stream: RoomStream): void {
    stream.end('disconnected');
    this.#report({ kind: 'stream-ended', ...factsOf(stream), detail: stream.endedBy ?? '' });
  }

  async #append(ticket: Ticket, request: SendRequest): Promise<SendResponse> {
    const { room, participantId, sessionId } = ticket;
    const { log, terms } = this.#options;
    const commands = validBatch(request, participantId);
    const { sequence } = request;
    const outcome = await submit(log, room, terms, () => ({
      commands,
      from: { participant: participantId, session: sessionId, seq: sequence },
      present: participantId,
    }));
    if (outcome.kind === 'appended') return { acknowledged: sequence };
    if (outcome.kind === 'duplicate') return { acknowledged: outcome.lastSeq };
    if (outcome.kind === 'gap' && outcome.lastSeq >= 0) {
      throw new RoomError(
        ErrorCode.SEQUENCE_GAP,
        `sequence: ${sequence} is not the next one. Send ${outcome.lastSeq + 1} first.`,
      );
    }
    throw unknownSession();
  }

  async #leave({ room, participantId, incarnation }: Ticket, mayReturn: boolean): Promise<void> {
    const { log, terms } = this.#options;
    const command: RoomCommand = mayReturn
      ? { kind: 'goAway', participantId, incarnation }
      : { kind: 'leave', participantId, incarnation, reason: LeaveReason.LEFT };
    await submit(log, room, terms, () => ({ commands: [command] }));
    this.#sweeper.watch(room);
    if (mayReturn) this.#sweeper.sweepIn(terms.away, room);
    this.#report({ kind: mayReturn ? 'went-away' : 'left', room, participantId });
  }

  /** The ticket that the caller proves to have. */
  #prove(session: Session | undefined): Ticket {
    if (session === undefined) throw invalidArgument('session', 'must be set');
    const ticket = this.#options.identities.read(session.token);
    if (ticket === null || ticket.sessionId !== session.id) {
      throw new RoomError(ErrorCode.SESSION_TOKEN_INVALID, "The token is not this session's.");
    }
    return ticket;
  }

  /** The same on a stream that has proved it: there a session need not be named, and can be no other. */
  #within(own: Ticket, session: Session | undefined): Ticket {
    if (session !== undefined && this.#prove(session).sessionId !== own.sessionId) {
      throw invalidArgument('session', "must be this stream's, or left out");
    }
    return own;
  }

  async #telling<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (thrown) {
      throw this.#told(thrown);
    }
  }

  /** What a caller is told of a failure. */
  #told(thrown: unknown): unknown {
    if (!(thrown instanceof StoreUnavailableError)) return thrown;
    return new RoomError(
      ErrorCode.STORE_UNAVAILABLE,
      'The server cannot reach the store that keeps its rooms. Calls go on; try again in a moment.',
      { cause: thrown },
    );
  }

  #report(fact: HostFact): void {
    this.#options.report?.(fact);
  }
}

function factsOf({ id, room, peer, attendant }: RoomStream) {
  return {
    room,
    stream: id,
    ...(attendant !== null && { participantId: attendant.participantId }),
    ...(peer !== undefined && { peer }),
  };
}

async function* asResponses(events: AsyncIterable<JoinResponse>): AsyncGenerator<ConnectResponse, void> {
  for await (const event of events) yield { response: { oneofKind: 'event', event } };
}

function unknownSession(): RoomError {
  return new RoomError(
    ErrorCode.SESSION_UNKNOWN,
    'There is no such session: it ended, or it never was. Join again, with the resume token.',
  );
}

function stopping(): RoomError {
  return new RoomError(ErrorCode.SHUTTING_DOWN, 'The server stops. Try another one, or this one after its restart.');
}
