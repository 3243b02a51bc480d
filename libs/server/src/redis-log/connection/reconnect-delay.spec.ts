import { expect, it } from 'vitest';
import { REDIS_LIMITS } from '../limits.ts';
import { reconnectDelay } from './reconnect-delay.ts';

const { first, last } = REDIS_LIMITS.reconnectMs;
const longest = (failures: number) => reconnectDelay(failures, () => 1);

it('doubles its limit with each failure, up to a highest', () => {
  expect([0, 1, 2, 3, 4].map(longest)).toEqual([first, 2 * first, 4 * first, 8 * first, 16 * first]);
  expect(longest(5)).toBe(last);
  expect(longest(10_000)).toBe(last);
});

it('is anything from nothing up to the limit', () => {
  expect(reconnectDelay(5, () => 0)).toBe(0);
  expect(reconnectDelay(5, () => 0.5)).toBe(last / 2);
});
