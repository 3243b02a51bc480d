import { simulateSeed } from './simulation.ts';
import { REAL, type Strategies } from './strategies.ts';
import { Tally } from './tally.ts';

export interface SeedRange {
  /** The first seed. */
  readonly seed: number;
  /** How many seeds, one after the other. */
  readonly runs: number;
}

/** Runs the scenarios of some seeds. `ran` is called after each. */
export async function runSeeds(
  { seed, runs }: SeedRange,
  { strategies = REAL, ran = () => {} }: { strategies?: Strategies; ran?(tally: Tally): void } = {},
): Promise<Tally> {
  const tally = new Tally();
  for (let index = 0; index < runs; index += 1) {
    tally.addRun(await simulateSeed(seed + index, strategies));
    ran(tally);
  }
  return tally;
}
