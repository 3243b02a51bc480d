import { describe, expect, it } from 'vitest';
import { durationWords, sinceStartWords } from './durations.ts';

describe('durations', () => {
  it.each([
    [0, '0 ms', '0.000'],
    [35.4, '35 ms', '0.035'],
    [1_240, '1.24 s', '1.240'],
    [12_300, '12.3 s', '12.300'],
    [125_100, '2:05 min', '2:05.100'],
    [3_725_007, '1:02:05 h', '1:02:05.007'],
  ])('%d ms', (ms, duration, sinceStart) => {
    expect(durationWords(ms)).toBe(duration);
    expect(sinceStartWords(ms)).toBe(sinceStart);
  });
});
