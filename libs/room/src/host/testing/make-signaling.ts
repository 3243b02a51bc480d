import { LIMITS } from '@rtc-call/contract';
import { MemoryLog } from '@rtc-call/room';
import { silentLogger } from '../../logging/logger.ts';
import { SERVER_LIMITS } from '../limits.ts';
import { RoomSignaling, type RoomSignalingOptions } from '../room-signaling.ts';
import { SessionTokens } from '../session-tokens.ts';
import { VirtualClock } from './virtual-clock.ts';

/** The service's handlers under a clock that the test turns. */
export function makeSignaling(
  options: Partial<Omit<RoomSignalingOptions, 'clock' | 'log'>> & { log?: MemoryLog } = {},
) {
  const clock = new VirtualClock();
  const log = options.log ?? new MemoryLog();
  const service = new RoomSignaling({
    capacity: LIMITS.defaultRoomCapacity,
    iceServers: [],
    heartbeatIntervalMs: LIMITS.heartbeatIntervalMs,
    leaseMs: LIMITS.leaseMs,
    maxSessions: SERVER_LIMITS.sessions,
    maxRooms: SERVER_LIMITS.rooms,
    tokens: new SessionTokens(),
    logger: silentLogger(),
    ...options,
    clock,
    log,
  });
  return { service, clock, log };
}
