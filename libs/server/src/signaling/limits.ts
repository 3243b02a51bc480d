/** What bounds one server, unless it is configured otherwise. Beyond its numbers joining is refused as SERVER_BUSY. */
export const SERVER_LIMITS = {
  /** How long a Connect may take to say whom it joins, in milliseconds. */
  joinMs: 10_000,
  /** Sessions at once. One costs about 50 KiB with its stream. */
  sessions: 5_000,
  /** Rooms at once. One costs what LOG_WINDOW of @rtc-call/room lets it. */
  rooms: 1_000,
} as const;
