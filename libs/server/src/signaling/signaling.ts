import { randomBytes } from 'node:crypto';
import { IceTransportPolicy, LIMITS } from '@rtc-call/contract';
import type { ISignalingService } from '@rtc-call/contract/server';
import { type Clock, HOST_LIMITS, MemoryLog, RoomHost, type RoomLog, type Terms, TERMS } from '@rtc-call/room';
import { type Logger, silentLogger } from '../logging/logger.ts';
import type { CallContext } from '../rpc/call.ts';
import { toSignalingService } from '../rpc/signaling-service.ts';
import type { IceFor } from '../turn/ice-for.ts';
import { logHostFact } from './log-host-fact.ts';
import { type SecretRing, SignedIdentities } from './signed-identities.ts';
import { systemClock } from './system-clock.ts';

export interface SignalingOptions {
  /** The largest number of participants in one room. Default: LIMITS.defaultRoomCapacity. */
  readonly capacity?: number;
  /** What participants are given as ICE servers. Default: none. */
  readonly ice?: IceFor;
  /** How often a client is asked for a sign of life, in milliseconds. Default: LIMITS.heartbeatIntervalMs. */
  readonly heartbeatIntervalMs?: number;
  /** How long a room waits for those who are not heard, in milliseconds. Default: TERMS. */
  readonly terms?: Partial<Terms>;
  /** Streams at once, beyond which joining is refused as SERVER_BUSY. Default: HOST_LIMITS.streams. */
  readonly maxStreams?: number;
  /** Rooms that are looked after at once, beyond which no further one can be joined. Default: HOST_LIMITS.rooms. */
  readonly maxRooms?: number;
  /**
   * What session tokens are signed with. It may throw StoreUnavailableError while there is none. Default: one at random,
   * so that tokens end with the process.
   */
  readonly secrets?: SecretRing;
  /** How long a response may wait for its reader, in milliseconds, before its stream ends. Default: RPC_LIMITS.readerPatienceMs. */
  readonly readerPatienceMs?: number;
  /** Default: the machine's time. */
  readonly clock?: Clock;
  /** Where the rooms are kept. Default: in memory. */
  readonly log?: RoomLog;
  /** Default: says nothing. */
  readonly logger?: Logger;
}

/** The signaling service, for both doors. */
export interface Signaling {
  readonly service: ISignalingService<CallContext>;
  /** Rooms that have a stream here. */
  readonly roomCount: number;
  /** Streams that are in a room, or about to be. */
  readonly streamCount: number;
  /** Asks every client to resume elsewhere, one after the other within this time, and refuses nothing meanwhile. */
  drain(overMs: number): Promise<void>;
  /** Opens no more streams, and ends every one with SHUTTING_DOWN. Nobody leaves a room by it. */
  close(): void;
}

/** Makes the signaling service. */
export function createSignaling(options: SignalingOptions = {}): Signaling {
  const logger = options.logger ?? silentLogger();
  const host = new RoomHost({
    log: options.log ?? new MemoryLog(),
    clock: options.clock ?? systemClock,
    identities: new SignedIdentities(options.secrets ?? randomSecret()),
    capacity: options.capacity ?? LIMITS.defaultRoomCapacity,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? LIMITS.heartbeatIntervalMs,
    terms: { ...TERMS, ...options.terms },
    limits: { streams: options.maxStreams ?? HOST_LIMITS.streams, rooms: options.maxRooms ?? HOST_LIMITS.rooms },
    ice: options.ice ?? noIce,
    unixTimeMs: Date.now,
    report: (fact) => logHostFact(logger, fact),
  });
  return {
    service: toSignalingService(host, {
      logger,
      ...(options.readerPatienceMs !== undefined && { readerPatienceMs: options.readerPatienceMs }),
    }),
    get roomCount() {
      return host.roomCount;
    },
    get streamCount() {
      return host.streamCount;
    },
    drain: (overMs) => host.drain(overMs),
    close: () => host.close(),
  };
}

function noIce(): ReturnType<IceFor> {
  return { servers: [], validForSeconds: 0, transportPolicy: IceTransportPolicy.UNSPECIFIED };
}

function randomSecret(): SecretRing {
  const secret = randomBytes(32);
  return () => [secret];
}
