import { expect, test } from 'vitest';
import { makeErrorsCheap } from '../cheap-errors.ts';
import { simulateSeed } from '../simulation.ts';
import { MUTANTS } from './mutants.ts';

makeErrorsCheap();

test.each(MUTANTS)('when $fault, one of $within seeds shows it', async ({ strategies, within }) => {
  let faults: readonly string[] = [];
  for (let seed = 1; seed <= within && faults.length === 0; seed += 1) {
    ({ faults } = await simulateSeed(seed, strategies));
  }
  expect(faults).not.toEqual([]);
});
