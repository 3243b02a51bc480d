/** What one server carries at most, unless it is configured otherwise. Beyond it, joining is refused as SERVER_BUSY. */
export const SERVER_LIMITS = {
  /** Sessions at once. One costs about 50 KiB with its stream. */
  sessions: 5_000,
  /** Rooms at once. One costs what LOG_WINDOW of @rtc-call/room lets it. */
  rooms: 1_000,
} as const;
