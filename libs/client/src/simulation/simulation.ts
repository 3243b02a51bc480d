import { type Browsers, madeUpBrowsers } from './browsers.ts';
import type { Coverage } from './coverage.ts';
import { lastsFor } from './fault-end.ts';
import { faultsAtRest, faultsOfTheEnd, phaseOf } from './checks.ts';
import type { FakeSignalingServer } from '../testing/fake-signaling-server.ts';
import { CHAOS_MS, makeScenario } from './make-scenario.ts';
import type { Scenario } from './scenario.ts';
import { REAL, type Strategies } from './strategies.ts';
import { World } from './world.ts';

/** What came of one run. */
export interface Outcome {
  readonly scenario: Scenario;
  /** What must not be and was; empty when all is well. */
  readonly faults: readonly string[];
  /** How often each kind of fault has struck. */
  readonly struck: ReadonlyMap<string, number>;
  /** How many messages came. */
  readonly delivered: number;
  /** How many did not, by the reason. */
  readonly excused: ReadonlyMap<string, number>;
  /** By whose states the inputs were met. */
  readonly sessions: Coverage;
  readonly negotiations: Coverage;
  readonly recoveries: Coverage;
  readonly events: Coverage;
}

/** How long what was on its way may still be, when nobody is there any more, in milliseconds. */
const AFTERMATH_MS = 60_000;

/**
 * How long everybody gets at most to come together again when nothing goes wrong any more, in milliseconds: a server may
 * stand still for the first half of it, and takes nobody for gone in the lease that follows.
 */
const CALM_MS = 45_000;

/** How often it is looked whether they have, and somebody whose call has failed tries again, in milliseconds. */
const LOOK_EVERY_MS = 2_500;

/** For how many looks in a row all must be well: what happens late is to be seen, too. */
const WELL_FOR = 2;

/** How many faults strike in each run. */
export const LEAST_FAULTS = 3;

/** How long a room needs at most to forget those who have left, in milliseconds: what was repeated may bring one back for its lease. */
const FAREWELL_MS = 45_000;

/** Runs a scenario. The same one comes out the same each time. */
export async function simulate(
  scenario: Scenario,
  strategies: Strategies = REAL,
  trace: string[] | null = null,
  browsers: Browsers = madeUpBrowsers(),
): Promise<Outcome> {
  const world = new World(scenario, strategies, trace, browsers);
  const { clock, server, participants } = world;
  world.begin();
  await clock.advanceAsync(CHAOS_MS);
  world.note(() => 'calm');
  server.disarm();
  const faults = [...(await calm(world)), ...world.faults];
  if (faultsStruck(server) < LEAST_FAULTS) faults.push('hardly anything went wrong');
  const excused = world.ledger.excused();
  world.note(() => 'farewell');
  for (const participant of participants) participant.do({ kind: 'leave' });
  await clock.advanceAsync(1_000);
  for (const participant of participants) participant.do({ kind: 'close' });
  faults.push(...(await farewell(world)));
  for (let index = 0; index < scenario.servers; index += 1) server.kill(index);
  await clock.advanceAsync(AFTERMATH_MS);
  if (clock.pending > 0) faults.push(`${clock.pending} timers are left`);
  const { sessions, negotiations, recoveries, events, ledger } = world;
  const { struck } = server;
  const coverages = { sessions, negotiations, recoveries, events };
  return { scenario, faults, struck, delivered: ledger.delivered, excused, ...coverages };
}

/** Lets time pass until nothing is left of the room, and says what is when that takes too long. */
async function farewell(world: World): Promise<string[]> {
  for (let passed = 0; ; passed += LOOK_EVERY_MS) {
    const faults = await faultsOfTheEnd(world);
    if (faults.length === 0 || passed >= FAREWELL_MS) return faults;
    await world.clock.advanceAsync(LOOK_EVERY_MS);
  }
}

/** Brings everybody into the room, lets time pass until all is well, and says what is not when that takes too long. */
async function calm(world: World): Promise<string[]> {
  const { clock, server, participants, scenario } = world;
  const over = Math.max(...scenario.faults.map(({ at, fault }) => at + lastsFor(fault)));
  let wellFor = 0;
  for (let passed = 0; ; passed += LOOK_EVERY_MS) {
    const faults = await faultsAtRest(world);
    wellFor = faults.length === 0 ? wellFor + 1 : 0;
    if ((wellFor >= WELL_FOR && clock.now() > over + LOOK_EVERY_MS) || passed >= CALM_MS) return faults;
    for (const participant of participants) if (phaseOf(participant) !== 'joined') participant.do({ kind: 'join' });
    // A plan may have missed: its messages were never sent, or there was nobody to cut off.
    if (wellFor === 1 && faultsStruck(server) < LEAST_FAULTS) {
      for (const { name } of participants) server.strike({ kind: 'cut', client: name });
    }
    await clock.advanceAsync(LOOK_EVERY_MS);
  }
}

function faultsStruck({ struck }: FakeSignalingServer): number {
  return [...struck.values()].reduce((sum, count) => sum + count, 0);
}

/** Runs the scenario of a seed. */
export function simulateSeed(
  seed: number,
  strategies: Strategies = REAL,
  trace: string[] | null = null,
): Promise<Outcome> {
  return simulate(makeScenario(seed), strategies, trace);
}
