import { LIMITS, IceTransportPolicy } from '@rtc-call/contract';
import { TERMS } from '../../limits.ts';
import type { RoomLog } from '../../log.ts';
import { MemoryLog } from '../../memory-log.ts';
import { PlainIdentities } from '../../testing/plain-identities.ts';
import { VirtualClock } from '../../testing/virtual-clock.ts';
import type { HostFact } from '../host-fact.ts';
import { HOST_LIMITS } from '../limits.ts';
import { RoomHost, type RoomHostOptions } from '../room-host.ts';

type Options = Partial<Omit<RoomHostOptions, 'clock' | 'log' | 'limits' | 'report'>> & {
  readonly limits?: Partial<RoomHostOptions['limits']>;
};

/** A host under a clock that the test turns, over a log in memory unless it is given another. */
export function makeHost(options: Options & { readonly log?: RoomLog; readonly clock?: VirtualClock } = {}) {
  const { clock = new VirtualClock(), log = memoryLog(clock), limits, ...others } = options;
  const facts: HostFact[] = [];
  const host = new RoomHost({
    identities: new PlainIdentities(),
    capacity: LIMITS.defaultRoomCapacity,
    heartbeatIntervalMs: LIMITS.heartbeatIntervalMs,
    terms: TERMS,
    limits: { streams: HOST_LIMITS.streams, rooms: HOST_LIMITS.rooms, ...limits },
    ice: () => ({ servers: [], validForSeconds: 0, transportPolicy: IceTransportPolicy.UNSPECIFIED }),
    unixTimeMs: () => clock.now(),
    ...others,
    clock,
    log,
    report: (fact) => facts.push(fact),
  });
  return { host, clock, log, facts };
}

/** Two hosts over one log, each of which knows the other's tokens. */
export function makeTwoHosts(options: Options = {}) {
  const clock = new VirtualClock();
  const log = memoryLog(clock);
  const [one, other] = ['one', 'other'].map(
    (name) => makeHost({ ...options, clock, log, identities: new PlainIdentities(name) }).host,
  );
  if (one === undefined || other === undefined) throw new Error('Two were asked for');
  return { one, other, clock, log };
}

/** A log in memory whose deadlines keep to a clock. */
export function memoryLog(clock: VirtualClock, window?: { readonly entries: number; readonly bytes: number }) {
  return new MemoryLog({ now: () => clock.now(), ...(window && { window }) });
}
