import { describe, expect, it } from 'vitest';
import { loudness } from './loudness.ts';

describe('loudness', () => {
  it.each([
    ['nothing', [], 0],
    ['silence', [0, 0, 0], 0],
    ['overload', [1, -1, 1, -1], 1],
    ['half the amplitude', [0.5, -0.5], 0.5],
    ['a sine', Array.from({ length: 480 }, (_, i) => Math.sin((i / 480) * 2 * Math.PI)), Math.SQRT1_2],
    ['more than there can be', [2, -2], 1],
  ])('%s', (_name, samples, level) => {
    expect(loudness(new Float32Array(samples))).toBeCloseTo(level, 5);
  });
});
