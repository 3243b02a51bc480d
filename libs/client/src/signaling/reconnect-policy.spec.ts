import { describe, expect, it } from 'vitest';
import { longerSendPatience, openingPatience, retryWithin } from './reconnect-policy.ts';

const TRIES = [0, 1, 2, 3, 4, 5, 6, 60];

describe('the reconnect policy', () => {
  it('tries at once first, and then within bounds that double until 4 seconds, however often', () => {
    expect(TRIES.map(retryWithin)).toEqual([0, 250, 500, 1_000, 2_000, 4_000, 4_000, 4_000]);
  });

  it('gives a stream 2 seconds to open, and twice as long each time, until 8', () => {
    expect(TRIES.map(openingPatience)).toEqual([2_000, 4_000, 8_000, 8_000, 8_000, 8_000, 8_000, 8_000]);
  });

  it('gives a send twice as long as the one before that was not answered, until 16 seconds', () => {
    const patience = [1_000];
    for (let count = 0; count < 5; count += 1) patience.push(longerSendPatience(patience.at(-1) ?? 0));
    expect(patience).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 16_000]);
  });
});
