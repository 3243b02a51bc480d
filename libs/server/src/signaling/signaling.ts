import { type IceServer, LIMITS } from '@rtc-call/contract';
import type { ISignalingService } from '@rtc-call/contract/server';
import { MemoryLog, type RoomLog } from '@rtc-call/room';
import { type Logger, silentLogger } from '../logging/logger.ts';
import type { CallContext } from '../rpc/call.ts';
import { toSignalingService } from '../rpc/signaling-service.ts';
import { type Clock, systemClock } from './clock.ts';
import { SERVER_LIMITS } from './limits.ts';
import { RoomSignaling } from './room-signaling.ts';
import { SessionTokens } from './session-tokens.ts';

export interface SignalingOptions {
  /** The largest number of participants in one room. Default: LIMITS.defaultRoomCapacity. */
  readonly capacity?: number;
  /** What participants are given as ICE servers. Default: none. */
  readonly iceServers?: readonly IceServer[];
  /** How often a client is asked for a sign of life, in milliseconds. Default: LIMITS.heartbeatIntervalMs. */
  readonly heartbeatIntervalMs?: number;
  /** How long a participant stays without giving one, in milliseconds. Default: LIMITS.leaseMs. */
  readonly leaseMs?: number;
  /** Sessions at once, beyond which joining is refused as SERVER_BUSY. Default: SERVER_LIMITS.sessions. */
  readonly maxSessions?: number;
  /** Rooms at once, likewise. Default: SERVER_LIMITS.rooms. */
  readonly maxRooms?: number;
  /** What session tokens are signed with. Default: random, so that they end with the process. */
  readonly secret?: Uint8Array;
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
  /** Rooms in which somebody is, or is about to be. */
  readonly roomCount: number;
  /** Streams that are in a room, or about to be. */
  readonly sessionCount: number;
  /** Refuses to let anybody else in, and ends every stream with SHUTTING_DOWN. A second call waits for the first. */
  close(): Promise<void>;
}

/** Makes the signaling service. */
export function createSignaling(options: SignalingOptions = {}): Signaling {
  const logger = options.logger ?? silentLogger();
  const rooms = new RoomSignaling({
    capacity: options.capacity ?? LIMITS.defaultRoomCapacity,
    iceServers: options.iceServers ?? [],
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? LIMITS.heartbeatIntervalMs,
    leaseMs: options.leaseMs ?? LIMITS.leaseMs,
    maxSessions: options.maxSessions ?? SERVER_LIMITS.sessions,
    maxRooms: options.maxRooms ?? SERVER_LIMITS.rooms,
    tokens: new SessionTokens(options.secret),
    clock: options.clock ?? systemClock,
    log: options.log ?? new MemoryLog(),
    logger,
  });
  return {
    service: toSignalingService(rooms, logger),
    get roomCount() {
      return rooms.roomCount;
    },
    get sessionCount() {
      return rooms.sessionCount;
    },
    close: () => rooms.close(),
  };
}
