import type {
  ConnectRequest,
  ConnectResponse,
  GetIceServersRequest,
  GetIceServersResponse,
  IceConfiguration,
  JoinRequest,
  JoinResponse,
  LeaveRequest,
  LeaveResponse,
  SendRequest,
  SendResponse,
} from '@rtc-call/contract';
import type { Terms } from '../deadline.ts';
import { type RoomLog, StoreUnavailableError } from '../log.ts';
import { isInAs } from '../room.ts';
import type { Caller } from './caller.ts';
import type { Clock } from './clock.ts';
import { connectReplies, firstJoin } from './connect-requests.ts';
import { drain } from './drain.ts';
import { type Entered, enter } from './enter.ts';
import { serverBusy, shuttingDown, toldOf, unknownSession } from './failures.ts';
import { handIn, takeLeave } from './hand-in.ts';
import type { HostFact } from './host-fact.ts';
import type { Identities, Ticket } from './identities.ts';
import { merge } from './merge.ts';
import { HOST_LIMITS } from './limits.ts';
import { Pace, type PaceLimits } from './pace.ts';
import { prove, proveWithin } from './prove.ts';
import { roomEvents } from './room-events.ts';
import type { Attendant, RoomStream } from './room-stream.ts';
import { RoomStreams } from './room-streams.ts';
import { Sweeper } from './sweeper.ts';
import { type Entrance, validJoin } from './valid-join.ts';

export interface RoomHostOptions {
  readonly log: RoomLog;
  readonly clock: Clock;
  readonly identities: Identities;
  /** How many places a room has. */
  readonly capacity: number;
  readonly heartbeatIntervalMs: number;
  readonly terms: Terms;
  /** Streams at once, and rooms that are looked after. */
  readonly limits: { readonly streams: number; readonly rooms: number };
  /**
   * What a participant is given as ICE servers; or, for null, somebody who tests its network before it joins, of whom at
   * most the address is known. It may refuse the latter by a RoomError.
   */
  ice(participantId: string | null, peer?: string): IceConfiguration;
  /** The time of day, in milliseconds since 1970. Unlike the clock's it is the same at every host, and goes on over restarts. */
  unixTimeMs(): number;
  /** How a crowd comes in. Default: HOST_LIMITS.entering. */
  readonly entering?: PaceLimits;
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
  readonly #streams = new RoomStreams();
  readonly #sweeper: Sweeper;
  readonly #pace: Pace;
  readonly #closing = new AbortController();

  constructor(options: RoomHostOptions) {
    this.#options = options;
    const { log, clock, terms } = options;
    this.#pace = new Pace(clock, options.entering ?? HOST_LIMITS.entering);
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
    yield* this.#serve(validJoin(request), caller, (event) => event);
  }

  async *connect(requests: AsyncIterable<ConnectRequest>, caller: Caller): AsyncGenerator<ConnectResponse, void> {
    const incoming = requests[Symbol.asyncIterator]();
    try {
      const first = await firstJoin(incoming, this.#options.clock, [caller.signal, this.#closing.signal]);
      if (first === undefined) throw shuttingDown();
      yield* this.#serve(validJoin(first, 'join.'), caller, asResponse, (stream, attendant) =>
        this.#replies(incoming, stream, attendant),
      );
    } finally {
      // Not awaited: it may be waiting for a request that never comes.
      incoming.return?.().catch(() => {});
    }
  }

  send(request: SendRequest): Promise<SendResponse> {
    return this.#telling(() => this.#handIn(this.#prove(request), request));
  }

  leave(request: LeaveRequest): Promise<LeaveResponse> {
    return this.#telling(async () => {
      await this.#leave(this.#prove(request), request);
      return {};
    });
  }

  getIceServers(request: GetIceServersRequest, caller?: Pick<Caller, 'peer'>): Promise<GetIceServersResponse> {
    return this.#telling(async () => {
      if (request.session === undefined) return { ice: this.#options.ice(null, caller?.peer) };
      const { room, participantId, incarnation } = this.#prove(request);
      const state = await this.#options.log.state(room);
      if (!isInAs(state.room, participantId, incarnation)) throw unknownSession();
      return { ice: this.#options.ice(participantId) };
    });
  }

  /**
   * Asks every client to resume elsewhere, one after the other within this time,
   * and refuses nothing meanwhile. Resolves when the time is over or nobody is left.
   */
  drain(overMs: number): Promise<void> {
    return drain(this.#streams, this.#options.clock, overMs);
  }

  /** Ends every stream, and opens no more. Nobody leaves a room by it. */
  close(): void {
    this.#closing.abort();
    this.#sweeper.stop();
    for (const stream of [...this.#streams]) stream.end('shutting-down');
  }

  /**
   * Brings a caller into a room and tells it what happens there, until its stream
   * is over: first of all that it is in, then also what is told `besides`.
   */
  async *#serve<T>(
    entrance: Entrance,
    caller: Caller,
    show: (event: JoinResponse) => T,
    besides?: (stream: RoomStream, attendant: Attendant) => AsyncIterable<T>,
  ): AsyncGenerator<T, void> {
    if (this.#closing.signal.aborted) throw shuttingDown();
    if (!this.#hasPlaceFor(entrance)) throw serverBusy();
    const stream = this.#streams.open(this.#options.identities.random(), entrance.room, caller);
    try {
      await this.#pace.turn();
      if (stream.ended.aborted) return;
      const entered = await this.#enter(stream, entrance);
      const events = shown(roomEvents(stream, entered, this.#options), show);
      yield show(entered.first);
      yield* besides ? merge([events, besides(stream, entered.attendant)], stream.ended) : events;
      if (stream.failure) throw stream.failure;
    } catch (thrown) {
      throw this.#told(thrown);
    } finally {
      stream.end('disconnected');
      this.#report({ kind: 'stream-ended', ...factsOf(stream), detail: stream.endedBy ?? '' });
    }
  }

  #hasPlaceFor({ room }: Entrance): boolean {
    const { streams, rooms } = this.#options.limits;
    return this.#streams.count < streams && (this.#sweeper.has(room) || this.#sweeper.roomCount < rooms);
  }

  async #enter(stream: RoomStream, entrance: Entrance): Promise<Entered> {
    // Those who are gone take nobody's place, although no host was there to see them go.
    await this.#sweeper.take(stream.room);
    const entered = await enter(stream.id, entrance, this.#options);
    stream.attendant = entered.attendant;
    this.#sweeper.watch(stream.room);
    const kind = entered.first.event.oneofKind === 'resumed' ? 'resumed' : 'entered';
    this.#report({ kind, ...factsOf(stream) });
    return entered;
  }

  #replies(requests: AsyncIterator<ConnectRequest>, stream: RoomStream, attendant: Attendant) {
    const { identities } = this.#options;
    return connectReplies(requests, {
      send: (sent) => this.#handIn(proveWithin(attendant, sent.session, identities), sent),
      leave: async (leaving) => {
        const farewell = leaving ?? { mayReturn: false };
        await this.#leave(proveWithin(attendant, leaving?.session, identities), farewell);
        // The log does not end the stream of one who is only away.
        if (farewell.mayReturn) stream.end('left');
      },
    });
  }

  async #handIn(ticket: Ticket, request: SendRequest): Promise<SendResponse> {
    // It renews a lease, and nobody else may be there to see it end.
    this.#sweeper.watch(ticket.room);
    return handIn(ticket, request, this.#options);
  }

  async #leave(ticket: Ticket, farewell: Pick<LeaveRequest, 'mayReturn' | 'attempt'>): Promise<void> {
    const { room, participantId } = ticket;
    this.#sweeper.watch(room);
    await takeLeave(ticket, farewell, this.#options);
    const { mayReturn } = farewell;
    if (mayReturn) this.#sweeper.expect(room, this.#options.terms.away);
    this.#report({ kind: mayReturn ? 'went-away' : 'left', room, participantId });
  }

  #prove({ session }: Pick<SendRequest, 'session'>): Ticket {
    return prove(session, this.#options.identities);
  }

  async #telling<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (thrown) {
      throw this.#told(thrown);
    }
  }

  #told(thrown: unknown): unknown {
    if (thrown instanceof StoreUnavailableError) this.#sweeper.storeFailed();
    return toldOf(thrown);
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

function asResponse(event: JoinResponse): ConnectResponse {
  return { response: { oneofKind: 'event', event } };
}

async function* shown<T>(
  events: AsyncIterable<JoinResponse>,
  show: (event: JoinResponse) => T,
): AsyncGenerator<T, void> {
  for await (const event of events) yield show(event);
}
