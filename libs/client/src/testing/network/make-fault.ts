import type { SeededRandom } from '../seeded-random.ts';
import type { Fault, SignalingMethod } from './fault-plan.ts';

export interface FaultTargets {
  readonly client: string;
  readonly server: number;
  /** Without a store nothing happens to it. */
  readonly rooms: 'memory' | 'store';
  /** Which kinds of faults there are. Default: all. */
  readonly kinds?: readonly Fault['kind'][];
}

type FaultMaker = readonly [kind: Fault['kind'], make: () => Fault];

/**
 * A fault by chance. What strikes messages, connections, servers, and the store: of these each is as likely as another.
 * None lasts longer than 20 s.
 * @throws {Error} when there are none of those kinds.
 */
export function makeFault(random: SeededRandom, { client, server, rooms, kinds }: FaultTargets): Fault {
  const method: { method?: SignalingMethod } =
    random.next() < 0.5 ? { method: random.pick(['join', 'send'] as const) } : {};
  const forMs = random.pick([300, 1_500, 4_000, 9_000, 16_000]);
  const backAfterMs = random.pick([10, 500, 2_000, 6_000]);
  const message: FaultMaker[] = [
    ['lose', () => ({ kind: 'lose', client, what: 'request', noticed: random.next() < 0.5, ...method })],
    ['lose', () => ({ kind: 'lose', client, what: 'answer', noticed: random.next() < 0.5 })],
    ['lose', () => ({ kind: 'lose', client, what: 'event', noticed: false })],
    ['delay', () => ({ kind: 'delay', client, what: 'request', ms: forMs, ...method })],
    ['delay', () => ({ kind: 'delay', client, what: 'answer', ms: forMs })],
    ['delay', () => ({ kind: 'delay', client, what: 'event', ms: forMs })],
    ['repeat', () => ({ kind: 'repeat', client, ms: random.pick([0, 20, 500, 4_000]), ...method })],
  ];
  const connection: FaultMaker[] = [
    ['cut', () => ({ kind: 'cut', client })],
    ['cut', () => ({ kind: 'cut', client })],
    ['swallow', () => ({ kind: 'swallow', client })],
    ['swallow', () => ({ kind: 'swallow', client })],
    ['partition', () => ({ kind: 'partition', client, forMs })],
    ['offline', () => ({ kind: 'offline', client, forMs })],
    ['stall', () => ({ kind: 'stall', client, forMs })],
  ];
  const process: FaultMaker[] = [
    ['kill', () => ({ kind: 'kill', server, backAfterMs })],
    ['kill', () => ({ kind: 'kill', server, backAfterMs })],
    ['pause', () => ({ kind: 'pause', server, forMs: random.pick([500, 3_000, 8_000, 15_000, 20_000]) })],
    ['drain', () => ({ kind: 'drain', server, overMs: random.pick([100, 1_000, 4_000]), backAfterMs })],
  ];
  const store: FaultMaker[] = [
    ['store-outage', () => ({ kind: 'store-outage', forMs })],
    ['store-loss', () => ({ kind: 'store-loss' })],
  ];
  const groups = (rooms === 'store' ? [message, connection, process, store] : [message, connection, process])
    .map((group) => group.filter(([kind]) => kinds?.includes(kind) ?? true))
    .filter((group) => group.length > 0);
  if (groups.length === 0) throw new Error(`there are no faults of the kinds ${kinds?.join(', ')} here`);
  const [, make] = random.pick(random.pick(groups));
  return make();
}
