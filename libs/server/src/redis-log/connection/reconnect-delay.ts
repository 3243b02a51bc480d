import { REDIS_LIMITS } from '../limits.ts';

/** How long to wait before connecting again after so many failures in a row, in milliseconds: full jitter. */
export function reconnectDelay(failures: number, random: () => number = Math.random): number {
  const { first, last } = REDIS_LIMITS.reconnectMs;
  return random() * Math.min(last, first * 2 ** failures);
}
