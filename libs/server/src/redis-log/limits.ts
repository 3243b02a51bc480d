/** What bounds a RedisLog: in time, in memory, and in what it leaves in Redis. Times are in milliseconds. */
export const REDIS_LIMITS = {
  /** How long a server that starts waits for Redis. */
  connectMs: 5_000,
  /** How long a command may take. Then its caller is told that the store is unavailable, and the connection is made anew. */
  commandMs: 2_000,
  /** How often a connection shows that it is alive. One that stays silent for commandMs is made anew. */
  pingMs: 3_000,
  /** The waits before connecting again: full jitter below a limit that doubles from the first to the last. */
  reconnectMs: { first: 100, last: 2_000 },
  /** How long a reader that hears of no news waits before it looks for itself. */
  lookAgainMs: 3_000,
  /** How much a reader takes at once, and so holds: no more than these together, but at least one entry. */
  page: { entries: 64, bytes: 128 * 1024 },
  /** How long a room that nobody uses stays in Redis. Where somebody is, leases are renewed all the time. */
  roomMs: 10 * 60_000,
  /** How long the end of a log can still be read, by readers that were away when it came. */
  endedMs: 60_000,
  /** How long the shared secret stays in Redis after the last server was there. */
  secretMs: 30 * 24 * 3_600_000,
  /** How often a server makes sure that the shared secret is there. */
  secretCheckMs: 10_000,
} as const;
