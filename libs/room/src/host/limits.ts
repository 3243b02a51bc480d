/** What bounds one host, unless it is configured otherwise. Beyond its numbers newcomers are refused as SERVER_BUSY. */
export const HOST_LIMITS = {
  /** How long a Connect may take to say whom it joins, in milliseconds. */
  joinMs: 10_000,
  /** Streams at once. One costs about 50 KiB. */
  streams: 5_000,
  /**
   * How many of a crowd come in at once, and how long it is from each of the others to the next, in milliseconds: a
   * thousand who come back at the same moment leave the other calls time between them.
   */
  entering: { atOnce: 32, everyMs: 2 },
  /**
   * Rooms that are looked after at once: that have a stream, or have had one until a moment ago, or in which somebody
   * says something by way of this host. With the rooms in memory these are all there are; one costs what LOG_WINDOW
   * lets it.
   */
  rooms: 1_000,
  /**
   * How old a token may be for coming back to a room, in milliseconds, unless its participant is still there. Each stream
   * brings a new one; so a call may go on for this long on one stream and still outlive a server that forgets its rooms.
   */
  ticketMs: 7 * 24 * 3_600_000,
  /** How often a room's deadlines are looked at, in milliseconds. */
  sweepMs: 1_000,
  /** Rooms that are being looked at, at once, because it is time to: a slow store is not asked ever more. */
  sweepsAtOnce: 32,
  /** How much later than it is over a deadline that a host waits for is looked at, in milliseconds: timers may run early. */
  sweepSlackMs: 20,
  /**
   * How late a host may look at deadlines, or be answered by its store, before it takes itself to have stood still, in
   * milliseconds; and how long it then leaves deadlines alone. Leases it leaves alone for as long as they are.
   */
  catchUpMs: 2_000,
} as const;
