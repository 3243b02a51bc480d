import {
  type ConnectRequest,
  type ConnectResponse,
  ErrorCode,
  type GetIceServersRequest,
  type GetIceServersResponse,
  type IceConfiguration,
  type IceServer,
  type JoinRequest,
  type JoinResponse,
  type LeaveRequest,
  type LeaveResponse,
  type SendRequest,
  type SendResponse,
  type Session as SessionProof,
} from '@rtc-call/contract';
import type { RoomLog, RoomState } from '@rtc-call/room';
import type { Logger } from '../logging/logger.ts';
import type { Call } from '../rpc/call.ts';
import type { SignalingHandlers } from '../rpc/handlers.ts';
import { rpcFailure } from '../rpc/rpc-failure.ts';
import type { Clock } from './clock.ts';
import { connectReplies, firstJoin } from './connect-requests.ts';
import { invalidArgument } from './invalid-argument.ts';
import { merge } from './merge.ts';
import { roomEvents } from './room-events.ts';
import type { Session } from './session.ts';
import type { SessionTokens } from './session-tokens.ts';
import { Stays } from './stays.ts';
import { validBatch } from './valid-batch.ts';
import { validJoin } from './valid-join.ts';

export interface RoomSignalingOptions {
  readonly capacity: number;
  readonly iceServers: readonly IceServer[];
  readonly heartbeatIntervalMs: number;
  readonly leaseMs: number;
  readonly maxSessions: number;
  readonly maxRooms: number;
  readonly tokens: SessionTokens;
  readonly clock: Clock;
  readonly log: RoomLog;
  readonly logger: Logger;
}

/** The methods of the signaling service, as signaling.proto describes them. */
export class RoomSignaling implements SignalingHandlers {
  readonly #options: RoomSignalingOptions;
  readonly #stays: Stays;

  constructor(options: RoomSignalingOptions) {
    this.#options = options;
    this.#stays = new Stays(options);
  }

  get roomCount(): number {
    return this.#stays.roomCount;
  }

  get sessionCount(): number {
    return this.#stays.sessionCount;
  }

  async *join(request: JoinRequest, call: Call): AsyncGenerator<JoinResponse, void> {
    const { room, profile } = validJoin(request);
    const session = this.#stays.open(room, call);
    try {
      const entered = await this.#stays.enter(session, profile);
      yield this.#welcome(session, entered);
      yield* roomEvents(session, entered, this.#options);
      if (session.failure) throw session.failure;
    } finally {
      await this.#stays.end(session, 'disconnected');
    }
  }

  async *connect(requests: AsyncIterable<ConnectRequest>, call: Call): AsyncGenerator<ConnectResponse, void> {
    const incoming = requests[Symbol.asyncIterator]();
    const first = await firstJoin(incoming, this.#options.clock, [call.signal, this.#stays.closing]);
    if (first === undefined) throw this.#stays.unknown();
    const { room, profile } = validJoin(first, 'join.');
    const session = this.#stays.open(room, call);
    try {
      const entered = await this.#stays.enter(session, profile);
      yield { response: { oneofKind: 'event', event: this.#welcome(session, entered) } };
      const sources = [
        asResponses(roomEvents(session, entered, this.#options)),
        connectReplies(incoming, {
          send: (request) => this.#sendWithin(session, request),
          leave: (request) => this.#leaveWithin(session, request),
        }),
      ];
      yield* merge(sources, session.ended);
      if (session.failure) throw session.failure;
    } finally {
      await this.#stays.end(session, 'disconnected');
    }
  }

  async send(request: SendRequest): Promise<SendResponse> {
    return this.#append(this.#prove(request.session), request);
  }

  async leave(request: LeaveRequest): Promise<LeaveResponse> {
    const session = this.#find(request.session);
    if (session !== undefined) await this.#stays.end(session, 'left');
    return {};
  }

  async getIceServers(request: GetIceServersRequest): Promise<GetIceServersResponse> {
    this.#prove(request.session);
    return { ice: this.#ice() };
  }

  close(): Promise<void> {
    return this.#stays.close();
  }

  async #append(session: Session, request: SendRequest): Promise<SendResponse> {
    const batch = validBatch(request, session);
    const acknowledged = await this.#stays.submit(session, batch.sequence, batch.commands);
    if (batch.signOfLife) session.lease?.renew();
    return { acknowledged };
  }

  async #sendWithin(session: Session, request: SendRequest): Promise<SendResponse> {
    if (request.session !== undefined) this.#proveSame(session, request.session);
    return this.#append(session, request);
  }

  async #leaveWithin(session: Session, request?: LeaveRequest): Promise<void> {
    if (request?.session !== undefined) this.#proveSame(session, request.session);
    await this.#stays.end(session, 'left');
  }

  /** The session that the caller names and proves to be its own. */
  #prove(proof: SessionProof | undefined): Session {
    const session = this.#find(proof);
    if (session === undefined) throw this.#stays.unknown();
    return session;
  }

  /** The same, or undefined where there is no such session. */
  #find(proof: SessionProof | undefined): Session | undefined {
    if (proof === undefined) throw invalidArgument('session', 'must be set');
    const session = this.#stays.get(proof.id);
    if (session !== undefined && !this.#options.tokens.verify(proof.id, proof.token)) {
      throw rpcFailure(ErrorCode.SESSION_TOKEN_INVALID, "The token is not this session's.");
    }
    return session;
  }

  #proveSame(session: Session, proof: SessionProof): void {
    if (this.#prove(proof) !== session) throw invalidArgument('session', "must be this stream's, or left out");
  }

  #welcome(session: Session, entered: RoomState): JoinResponse {
    const { tokens, capacity, heartbeatIntervalMs } = this.#options;
    return {
      epoch: entered.epoch,
      position: entered.position,
      previous: 0,
      event: {
        oneofKind: 'welcome',
        welcome: {
          session: { id: session.id, token: tokens.issue(session.id) },
          participantId: session.participantId,
          participants: [...entered.room.participants],
          capacity,
          ice: this.#ice(),
          heartbeatIntervalMs,
          resumeToken: '',
        },
      },
    };
  }

  #ice(): IceConfiguration {
    return { servers: [...this.#options.iceServers], validForSeconds: 0 };
  }
}

async function* asResponses(events: AsyncIterable<JoinResponse>): AsyncGenerator<ConnectResponse, void> {
  for await (const event of events) yield { response: { oneofKind: 'event', event } };
}
