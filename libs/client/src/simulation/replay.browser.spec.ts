import { describe, expect, test } from 'vitest';
import { server } from 'vitest/browser';
import { replay } from './replay.ts';

const SEEDS = Array.from({ length: Number(import.meta.env['VITE_SEEDS'] ?? 20) }, (_, index) => 1 + index);

describe.concurrent('with the real connections of this browser', () => {
  test.each(SEEDS)('seed %i comes to the same', async (seed) => {
    const began = performance.now();
    const { faults, trace } = await replay(seed);
    console.log(`seed ${seed}: ${(performance.now() - began).toFixed(0)} ms ${faults.join('; ')}`);
    if (faults.length > 0) console.log(trace.join('\n'));
    expect(faults).toEqual([]);
  });
});
