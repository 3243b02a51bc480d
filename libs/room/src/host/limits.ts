/** What bounds one host, unless it is configured otherwise. Beyond its numbers joining is refused as SERVER_BUSY. */
export const HOST_LIMITS = {
  /** How long a Connect may take to say whom it joins, in milliseconds. */
  joinMs: 10_000,
  /** Streams at once. One costs about 50 KiB. */
  streams: 5_000,
  /** Rooms with a stream at once. One costs what LOG_WINDOW lets it. */
  rooms: 1_000,
  /** How often a room's deadlines are looked at, in milliseconds. */
  sweepMs: 1_000,
  /** How long deadlines other than leases wait after the host stood still, in milliseconds. A lease waits as long as it is. */
  catchUpMs: 2_000,
} as const;
