import { expect, it } from 'vitest';
import { hear, SILENT, SPEAKING_HOLD_MS, SPEAKING_THRESHOLD, type Speech } from './speaking.ts';

const after = (...heard: readonly (readonly [level: number, atMs: number])[]): Speech =>
  heard.reduce((speech, [level, atMs]) => hear(speech, level, atMs), SILENT);

it('starts at the threshold, at once', () => {
  expect(after([SPEAKING_THRESHOLD, 0]).speaking).toBe(true);
  expect(after([SPEAKING_THRESHOLD - 0.001, 0]).speaking).toBe(false);
});

it('bridges the gaps between words, and no more', () => {
  expect(after([0.5, 1000], [0, 1000 + SPEAKING_HOLD_MS - 1]).speaking).toBe(true);
  expect(after([0.5, 1000], [0, 1000 + SPEAKING_HOLD_MS]).speaking).toBe(false);
});

it('counts the hold from the last loud moment', () => {
  expect(after([0.5, 0], [0.5, 500], [0, 500 + SPEAKING_HOLD_MS - 1]).speaking).toBe(true);
});

it('makes nothing new while nothing changes', () => {
  expect(hear(SILENT, 0, 5)).toBe(SILENT);
});
