import { afterAll, describe, expect, test } from 'vitest';
import { cdp, server } from 'vitest/browser';
import { mutants, mutantsOfSayingAgain } from '../negotiation/testing/mutants.ts';
import { replay } from './replay.ts';
import type { Strategies } from './strategies.ts';

const SEEDS = 200;

/** How many seeds are run until their connections are swept up: Chromium counts those that are closed, too, up to 500. */
const PORTION = 20;

/** A guard against hanging: each of several that share a page, on a machine that may be busy, in milliseconds. */
const TIMEOUT_MS = 60_000;

const portions = Array.from({ length: SEEDS / PORTION }, (_, index) => 1 + index * PORTION);

describe.each(portions)('with the real connections of this browser, from seed %i', (first) => {
  afterAll(async () => {
    if (server.browser === 'chromium') await cdp().send('HeapProfiler.collectGarbage');
  });

  const seeds = Array.from({ length: PORTION }, (_, index) => first + index);
  test.concurrent.each(seeds)('seed %i comes to the same', { timeout: TIMEOUT_MS }, async (seed) => {
    const { faults, trace } = await replay(seed);
    if (faults.length > 0) console.error([...trace, howToReplay(seed), ...faults].join('\n'));
    expect(faults).toEqual([]);
  });
});

describe('a rule that is broken', () => {
  test.each(['nobody offers', 'nothing is said again'])('is noticed: %s', { timeout: TIMEOUT_MS }, async (fault) => {
    expect(await isNoticed(broken(fault))).toBe(true);
  });
});

/** A rule of the negotiation, with this fault in it. */
function broken(fault: string): Strategies {
  const sides = [...mutants, ...mutantsOfSayingAgain].find((mutant) => mutant.fault === fault)?.sides();
  if (sides === undefined) throw new Error(`there is no mutant in which ${fault}`);
  return { rules: () => ({ negotiation: sides[0].transition }) };
}

/** How many seeds are enough to notice a fault, from the first, and how many of them run side by side. */
const NOTICED_WITHIN = 40;
const SIDE_BY_SIDE = 5;

async function isNoticed(strategies: Strategies): Promise<boolean> {
  for (let first = 1; first <= NOTICED_WITHIN; first += SIDE_BY_SIDE) {
    const seeds = Array.from({ length: SIDE_BY_SIDE }, (_, index) => first + index);
    const replays = await Promise.all(seeds.map((seed) => replay(seed, strategies)));
    if (replays.some(({ faults }) => faults.length > 0)) return true;
  }
  return false;
}

function howToReplay(seed: number): string {
  const spec = 'src/simulation/replay.browser.spec.ts';
  return `replay it in libs/client: npx vitest run --project ${server.browser} ${spec} -t 'seed ${seed} comes'`;
}
