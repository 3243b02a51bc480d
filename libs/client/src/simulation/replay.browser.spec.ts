import { afterAll, describe, expect, test } from 'vitest';
import { cdp, server } from 'vitest/browser';
import { replay } from './replay.ts';

const SEEDS = 200;

/** How many seeds are run until their connections are swept up: Chromium counts those that are closed, too, up to 500. */
const PORTION = 20;

const portions = Array.from({ length: SEEDS / PORTION }, (_, index) => 1 + index * PORTION);

describe.each(portions)('with the real connections of this browser, from seed %i', (first) => {
  afterAll(async () => {
    if (server.browser === 'chromium') await cdp().send('HeapProfiler.collectGarbage');
  });

  const seeds = Array.from({ length: PORTION }, (_, index) => first + index);
  test.concurrent.each(seeds)('seed %i comes to the same', async (seed) => {
    const { faults, trace } = await replay(seed);
    if (faults.length > 0) console.error([...trace, howToReplay(seed), ...faults].join('\n'));
    expect(faults).toEqual([]);
  });
});

function howToReplay(seed: number): string {
  const spec = 'src/simulation/replay.browser.spec.ts';
  return `replay it in libs/client: npx vitest run --project ${server.browser} ${spec} -t 'seed ${seed} comes'`;
}
