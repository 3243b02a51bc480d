/** The names under which a room is kept. All share the room's name as their hash tag, and so a slot. */
export interface RoomKeys {
  /**
   * As the scripts take them:
   * 1. the room: a hash of its epoch, position, roster and what else a script must know;
   * 2. the senders: a hash of each one's session and last number;
   * 3. the deadlines: a sorted set by the time of Redis, in milliseconds;
   * 4. the log: a stream with the positions as its ids;
   * 5. the log of the epoch before, which has ended, for those who still read it.
   */
  readonly keys: readonly [string, string, string, string, string];
  /** The channel on which it is said that the log has grown. */
  readonly news: string;
}

/** Names of rooms hold no braces (ROOM_NAME), so the hash tag is the whole name. */
export function roomKeys(prefix: string, room: string): RoomKeys {
  const tagged = `${prefix}{${room}}:`;
  return {
    keys: [`${tagged}room`, `${tagged}senders`, `${tagged}deadlines`, `${tagged}log`, `${tagged}ended-log`],
    news: `${tagged}news`,
  };
}
