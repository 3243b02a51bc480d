/** What bounds a RedisLog: in time, in memory, and in what it leaves in Redis. */
export const REDIS_LIMITS = {
  /** How long a server that starts waits for Redis, in milliseconds. */
  connectMs: 5_000,
  /** How long a command may take, in milliseconds. Then its caller is told that the store is unavailable. */
  commandMs: 2_000,
  /** The longest wait before connecting again, in milliseconds. Waits grow towards it, with full jitter. */
  reconnectMs: 2_000,
  /** How long a reader that hears of no news waits before it looks for itself, in milliseconds. */
  lookAgainMs: 3_000,
  /** How much a reader takes at once, and so holds: at least one entry, and no more than these together. */
  page: { entries: 64, bytes: 128 * 1024 },
  /** How long a room that nobody uses is kept in Redis, in milliseconds. In one with somebody in it, leases are renewed all the time. */
  roomMs: 10 * 60_000,
  /** How long the end of a log stays readable, in milliseconds, for readers that were away when it ended. */
  endedMs: 60_000,
  /** How long the shared secret is kept, in milliseconds, after the last server was there. */
  secretMs: 30 * 24 * 3_600_000,
  /** How often a server that is there says so for the secret's sake, in milliseconds. */
  secretRenewalMs: 24 * 3_600_000,
} as const;
