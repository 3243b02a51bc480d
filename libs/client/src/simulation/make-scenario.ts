import { SeededRandom } from '../testing/seeded-random.ts';
import type { FaultPlan, PlannedFault } from '../testing/network/fault-plan.ts';
import { makeFault } from '../testing/network/make-fault.ts';
import type {
  PageAction,
  ParticipantAction,
  ParticipantScript,
  ScriptedAction,
} from '../testing/participant-script.ts';
import type { DeadPath, Scenario } from './scenario.ts';

/** Until when things are done and go wrong, in milliseconds. */
export const CHAOS_MS = 10_000;

const NAMES = ['Ada', 'Ben', 'Cleo', 'Dan'] as const;

/** The scenario of a seed. */
export function makeScenario(seed: number): Scenario {
  const random = new SeededRandom(seed);
  const names = NAMES.slice(0, random.next() < 0.9 ? 3 : 4);
  const rooms = random.pick(['memory', 'store'] as const);
  const servers = rooms === 'memory' ? 1 : 1 + random.below(3);
  const [least, spread] = random.pick([
    [1, 5],
    [5, 40],
    [20, 200],
  ] as const);
  return {
    seed,
    rooms,
    servers,
    keptEntries: random.next() < 0.3 ? 30 + random.below(30) : null,
    // With a place for each and no more, whoever comes back too late or as somebody else may find the room full.
    capacity: random.next() < 0.15 ? names.length : 2 * names.length + 4,
    storeLatencyMs: rooms === 'store' && random.next() < 0.5 ? 1 + random.below(30) : 0,
    latencyMs: [least, least + spread],
    scripts: Object.fromEntries(names.map((name) => [name, makeScript(random, name, names)])),
    deadPaths: makeDeadPaths(seed, names),
    faults: makeFaults(random, names, rooms, servers),
  };
}

function makeScript(random: SeededRandom, name: string, names: readonly string[]): ParticipantScript {
  const joinAt = random.next() < 0.4 ? 0 : random.below(3_000);
  const script: ScriptedAction[] = [{ at: joinAt, action: { kind: 'join' } }];
  let at = joinAt;
  for (let left = random.below(4); left > 0; left -= 1) {
    at += 50 + random.below(random.pick([500, 2_000, 5_000]));
    if (at > CHAOS_MS) break;
    script.push({ at, action: makeAction(random, name, names) });
    // Who is not there any more comes back, most of the time.
    if (random.next() < 0.8) {
      at += 50 + random.below(2_000);
      script.push({ at, action: { kind: 'join' } });
    }
  }
  return script;
}

function makeAction(random: SeededRandom, name: string, names: readonly string[]): ParticipantAction {
  const others = names.filter((other) => other !== name);
  const source = random.pick(['microphone', 'camera'] as const);
  return random.pick<() => ParticipantAction>([
    () => ({ kind: 'reload', takesMs: random.pick([50, 300, 900, 2_500, 9_000, 18_000]) }),
    () => ({ kind: 'reload', takesMs: 50 + random.below(1_500) }),
    () => ({ kind: 'leave' }),
    () => ({ kind: 'close' }),
    () => ({ kind: 'crash' }),
    () => ({ kind: 'freeze', forMs: random.pick([200, 1_000, 4_000, 17_000]) }),
    () => ({ kind: 'rename', displayName: `${name} ${random.below(100)}` }),
    () => ({ kind: 'turn-on', source }),
    () => ({ kind: 'turn-off', source }),
    () => ({ kind: 'restart-ice' }),
    () => ({ kind: 'restart-ice' }),
    () => ({ kind: 'renegotiate' }),
    () => ({ kind: 'look' }),
    () => ({ kind: 'interrupt', other: random.pick(others), forMs: 500 + random.below(7_000) }),
  ])();
}

/** By a chance of its own. In a quarter of the scenarios; then one follows upon the other, also while a link is replaced. */
function makeDeadPaths(seed: number, names: readonly string[]): readonly DeadPath[] {
  const random = new SeededRandom(Math.imul(seed, 0x85ebca6b));
  if (random.next() < 0.75) return [];
  let at = random.below(CHAOS_MS / 2);
  return Array.from({ length: 1 + random.below(3) }, (): DeadPath => {
    at += random.below(random.pick([1_500, 4_000]));
    return { at, ...makeDeadPath(random, names) };
  });
}

function makeDeadPath(random: SeededRandom, names: readonly string[]): Omit<DeadPath, 'at'> {
  const name = random.pick(names);
  const other = random.pick(names.filter((each) => each !== name));
  // The longest outlasts the patience with a successor.
  const forMs = random.pick([800, 1_500, 4_000, 10_000]);
  const action = random.pick<() => PageAction>([
    () => ({ kind: 'move' }),
    () => ({ kind: 'move' }),
    () => ({ kind: 'interrupt', other, forMs, way: 'out' }),
    () => ({ kind: 'interrupt', other, forMs, way: 'both' }),
  ])();
  return { name, action };
}

function makeFaults(
  random: SeededRandom,
  names: readonly string[],
  rooms: Scenario['rooms'],
  servers: number,
): FaultPlan {
  const plan = Array.from({ length: 3 + random.below(4) }, () => ({
    at: random.below(CHAOS_MS),
    fault: makeFault(random, { client: random.pick(names), server: random.below(servers), rooms }),
  }));
  // Rooms that are lost while clients are on their way from one server to another.
  const losses = plan
    .filter(({ fault }) => fault.kind === 'drain' && rooms === 'store' && random.next() < 0.2)
    .map(({ at }): PlannedFault => ({ at: at + random.below(2_000), fault: { kind: 'store-loss' } }));
  return [...plan, ...losses].sort((one, other) => one.at - other.at);
}
