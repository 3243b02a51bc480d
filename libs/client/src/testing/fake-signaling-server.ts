import {
  type IceServer,
  type JoinRequest,
  type JoinResponse,
  LeaveReason,
  LIMITS,
  type SendRequest,
} from '@rtc-call/contract';
import { MemoryLog, type RoomCommand, type RoomEvent, type RoomLog, shownTo, submit } from '@rtc-call/room';
import { CallError } from '../errors/call-error.ts';
import type { SignalingTransport } from '../signaling/signaling-transport.ts';

interface FakeSession {
  readonly room: string;
  readonly participantId: string;
  readonly stream: AbortController;
  reason: LeaveReason;
}

export interface FakeSignalingServerOptions {
  /** How many a room admits. Default: as the real server. */
  readonly capacity?: number;
  /** What a welcome hands out. Default: none. */
  readonly iceServers?: readonly IceServer[];
}

/**
 * A signaling server in memory, for tests without a network. Its rooms are the
 * real ones; what it leaves out is the wire, proofs of identity and heartbeats.
 */
export class FakeSignalingServer {
  readonly #log: RoomLog = new MemoryLog();
  readonly #capacity: number;
  readonly #iceServers: readonly IceServer[];
  readonly #sessions = new Map<string, FakeSession>();
  #count = 0;

  constructor({ capacity = LIMITS.defaultRoomCapacity, iceServers = [] }: FakeSignalingServerOptions = {}) {
    this.#capacity = capacity;
    this.#iceServers = iceServers;
  }

  /** One client's way to this server. */
  transport(): SignalingTransport {
    return {
      join: (request, signal) => this.#join(request, signal),
      send: (request) => this.#send(request),
      leave: async (request) => {
        this.#end(request.session?.id ?? '', LeaveReason.LEFT);
        return {};
      },
    };
  }

  /** Cuts a participant's stream, as a broken network does. */
  cut(participantId: string): void {
    for (const [id, session] of this.#sessions) {
      if (session.participantId === participantId) this.#end(id, LeaveReason.DISCONNECTED);
    }
  }

  async *#join(request: JoinRequest, signal: AbortSignal): AsyncIterable<JoinResponse> {
    this.#count += 1;
    const participantId = `participant-${this.#count}`;
    const sessionId = `session-${this.#count}`;
    const session: FakeSession = {
      room: request.room,
      participantId,
      stream: new AbortController(),
      reason: LeaveReason.DISCONNECTED,
    };
    const participant = { id: participantId, ...(request.profile ? { profile: request.profile } : {}) };
    const outcome = await submit(this.#log, request.room, [{ kind: 'join', participant, capacity: this.#capacity }], {
      participant: participantId,
      incarnation: sessionId,
      seq: 0,
    });
    if (outcome.kind !== 'appended') throw new CallError('room-full', `The room "${request.room}" is full.`);
    this.#sessions.set(sessionId, session);
    const { epoch, position, room } = outcome.state;
    const until = AbortSignal.any([signal, session.stream.signal]);
    try {
      yield {
        epoch,
        position,
        previous: 0,
        event: {
          oneofKind: 'welcome',
          welcome: {
            session: { id: sessionId, token: `token-${this.#count}` },
            participantId,
            participants: [...room.participants],
            capacity: this.#capacity,
            ice: { servers: [...this.#iceServers], validForSeconds: 0 },
            heartbeatIntervalMs: LIMITS.heartbeatIntervalMs,
            resumeToken: '',
          },
        },
      };
      const entries = this.#log.read(request.room, { epoch, position }, { signal: until });
      for await (const entry of shownTo(participantId, entries, position)) {
        yield { epoch, position: entry.position, previous: entry.previous, event: told(entry.event) };
      }
    } finally {
      this.#sessions.delete(sessionId);
      await submit(this.#log, request.room, [{ kind: 'leave', participantId, reason: session.reason }]);
    }
  }

  async #send({ session: named, sequence, messages }: SendRequest): Promise<{ acknowledged: number }> {
    const session = this.#sessions.get(named?.id ?? '');
    if (session === undefined) throw new CallError('session-ended', 'The server does not know this session.');
    const { room, participantId } = session;
    const commands = messages.flatMap(({ message }): RoomCommand[] => {
      switch (message.oneofKind) {
        case 'profile':
          return [{ kind: 'updateProfile', participantId, profile: message.profile }];
        case 'signal':
          return message.signal.signal === undefined
            ? []
            : [{ kind: 'signal', from: participantId, to: message.signal.to, signal: message.signal.signal }];
        default:
          return [];
      }
    });
    const from = { participant: participantId, incarnation: named?.id ?? '', seq: sequence };
    await submit(this.#log, room, commands, from);
    return { acknowledged: sequence };
  }

  #end(sessionId: string, reason: LeaveReason): void {
    const session = this.#sessions.get(sessionId);
    if (session === undefined) return;
    session.reason = reason;
    session.stream.abort();
  }
}

/** An entry of the log as the contract tells it. */
function told(event: RoomEvent): JoinResponse['event'] {
  switch (event.kind) {
    case 'joined':
      return { oneofKind: 'participantJoined', participantJoined: { participant: event.participant } };
    case 'updated': {
      const { participantId: id, profile } = event;
      return { oneofKind: 'participantUpdated', participantUpdated: { participant: { id, profile } } };
    }
    case 'left': {
      const { participantId, reason } = event;
      return { oneofKind: 'participantLeft', participantLeft: { participantId, reason } };
    }
    case 'signal':
      return { oneofKind: 'signalReceived', signalReceived: { from: event.from, signal: event.signal } };
  }
}
