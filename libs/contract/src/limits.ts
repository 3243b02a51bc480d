/** The limits that the client and the server share. */
export const LIMITS = {
  /** The largest request message, in bytes after decompression. */
  messageBytes: 64 * 1024,
  /** Messages in one SendRequest. */
  messagesPerBatch: 64,
  /** Participants in one room, unless the server is configured otherwise. */
  defaultRoomCapacity: 6,
  /** The length of a room's name, in code points. */
  roomNameLength: 64,
  /** The length of a participant's name, in UTF-16 code units. */
  displayNameLength: 80,
  /** How often the server asks for a sign of life, in milliseconds. */
  heartbeatIntervalMs: 5_000,
  /**
   * How long a participant stays without giving one, in milliseconds. With the time it takes to notice, one whose
   * process was killed is gone within 15 s; and a page that notices a dead stream by its silence has two more seconds
   * to come back.
   */
  leaseMs: 13_000,
  /** The length of JoinRequest.join_id, when it is there. */
  joinIdLength: { min: 16, max: 64 },
} as const;

/** What a room's name consists of: letters and digits of any script, `-`, `_` and `.`. */
export const ROOM_NAME = /^[\p{L}\p{M}\p{N}_.-]{1,64}$/u;
