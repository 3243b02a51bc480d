import { LIMITS } from '@rtc-call/contract';
import type { Terms } from './deadline.ts';

/**
 * How much of a room's log is kept. Reading from before what is kept fails with
 * FellBehindError, so this is also how far behind a reader may be. A room of
 * six that has just connected every pair has written about 250 KiB.
 */
export const LOG_WINDOW = {
  /** The newest entries that are kept, at most. */
  entries: 1024,
  /** What they may weigh together, in bytes as `weigh` counts them. The newest entry is kept whatever it weighs. */
  bytes: 1024 * 1024,
} as const;

/** How long a room waits for those who are not heard, in milliseconds. */
export const TERMS: Terms = {
  presence: LIMITS.leaseMs,
  away: 1_500,
  place: 15_000,
  settling: 5_000,
};
