import { expect, it } from 'vitest';
import { hashSlot } from './hash-slot.ts';

// As CLUSTER KEYSLOT of Redis 7.0.15 answers.
it.each([
  ['123456789', 12_739],
  ['foo', 12_182],
  ['{foo}:room', 12_182],
  ['rtc-call:1:{foo}:log', 12_182],
  ['{}foo', 9_500],
  ['foo{{bar}}zap', 4_015],
  ['{회의실}:log', 4_692],
])('finds the slot of %s', (key, slot) => {
  expect(hashSlot(key)).toBe(slot);
});
