import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeScenario } from './make-scenario.ts';
import { ENOUGH_RUNS, describeTally, faultsOf } from './report.ts';
import { LEAST_FAULTS, simulateSeed } from './simulation.ts';
import { SimulationPool } from './simulation-pool.ts';
import { Tally } from './tally.ts';

/** In so many tests, so that none takes long also on a machine that has much else to do. */
const PORTIONS = 50;
const FIRST_SEED = 1;

describe('calls, servers and a faulty network, from one seed', () => {
  const all = new Tally();
  let pool: SimulationPool;
  beforeAll(() => {
    // As many as a whole test run gives to each project: others test beside it.
    pool = new SimulationPool(Number(process.env['VITEST_MAX_WORKERS'] ?? availableParallelism()));
  });
  afterAll(() => pool.close());

  const runs = ENOUGH_RUNS / PORTIONS;
  const portions = Array.from({ length: PORTIONS }, (_, index) => FIRST_SEED + index * runs);
  test.each(portions)(`come together again in each of ${runs} runs from seed %i`, async (seed) => {
    const tally = await pool.run({ seed, runs });
    all.add(tally.toData());
    expect(faultsOf(tally)).toEqual([]);
  });

  test('come upon everything that can happen', () => {
    console.log(describeTally(all));
    expect(all.runs).toBe(ENOUGH_RUNS);
    expect(faultsOf(all)).toEqual([]);
  });
});

describe('a run', () => {
  test('is the same each time', async () => {
    const traces: string[][] = [[], []];
    for (const trace of traces) await simulateSeed(7, {}, trace);
    expect(traces[0]?.length).toBeGreaterThan(50);
    expect(traces[0]).toEqual(traces[1]);
  });

  test('has at least three participants, and three faults that strike', async () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      expect(Object.keys(makeScenario(seed).scripts).length).toBeGreaterThanOrEqual(3);
      const { struck } = await simulateSeed(seed);
      const count = [...struck.values()].reduce((sum, each) => sum + each, 0);
      expect(count).toBeGreaterThanOrEqual(LEAST_FAULTS);
    }
  });
});
