import { describe, expect, test } from 'vitest';
import { transition } from './negotiation.machine.ts';
import { disagreements } from './testing/agreement.ts';
import { mutants } from './testing/mutants.ts';
import { describeSide, SimulatedPair, type SimulatedSideOptions } from './testing/simulated-pair.ts';

type Sides = readonly [SimulatedSideOptions, SimulatedSideOptions];

const INTERLEAVINGS = 5_000;
/** A mutant must be noticed within as many; most are within ten. */
const INTERLEAVINGS_FOR_A_MUTANT = 500;

const FIRST_SEED = Number(process.env['NEGOTIATION_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const honest: Sides = [
  { polite: true, transition },
  { polite: false, transition },
];

/** The first seed at which the two do not agree, with what is wrong; null when there is none. */
async function firstDisagreement(sides: () => Sides, count: number): Promise<string | null> {
  for (let seed = FIRST_SEED; seed < FIRST_SEED + count; seed += 1) {
    const pair = new SimulatedPair(seed, sides());
    await pair.run();
    const faults = disagreements(pair);
    if (faults.length > 0) return [`seed ${seed}`, ...faults, ...pair.sides.map(describeSide)].join('\n');
  }
  return null;
}

describe(`two sides that negotiate at random moments, from NEGOTIATION_SEED=${FIRST_SEED}`, () => {
  test(`agree in ${INTERLEAVINGS} interleavings`, { timeout: 120_000 }, async () => {
    console.info(`NEGOTIATION_SEED=${FIRST_SEED}`);
    expect(await firstDisagreement(() => honest, INTERLEAVINGS)).toBeNull();
  });

  test.each(mutants)('do not agree when $fault', { timeout: 60_000 }, async ({ sides }) => {
    expect(await firstDisagreement(sides, INTERLEAVINGS_FOR_A_MUTANT)).not.toBeNull();
  });
});
