import { describe, expect, it } from 'vitest';
import { voiceRating } from './voice-rating.ts';

describe('the rating of a path', () => {
  it.each([
    ['the next room', 1, 0, 92],
    ['another continent', 180, 0, 90],
    ['a satellite', 600, 0, 64],
    ['a little loss', 40, 0.01, 85],
    ['some loss', 40, 0.05, 68],
    ['much loss', 40, 0.1, 53],
    ['both', 300, 0.03, 69],
    ['nothing gets through', 0, 1, 9],
    ['so late that it cannot be worse', 5_000, 0.5, 0],
  ])('%s', (_name, roundTripMs, lossFraction, rating) => {
    expect(Math.round(voiceRating(roundTripMs, lossFraction))).toBe(rating);
  });

  it('never gets better with more delay or more loss', () => {
    for (let step = 0; step < 100; step += 1) {
      expect(voiceRating((step + 1) * 20, 0.02)).toBeLessThanOrEqual(voiceRating(step * 20, 0.02));
      expect(voiceRating(100, (step + 1) / 100)).toBeLessThan(voiceRating(100, step / 100));
    }
  });
});
