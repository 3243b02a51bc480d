/** How much a list of events keeps, in characters as a recording would have, roughly. What comes between is left out. */
export interface EventLimits {
  /** Of the beginning. */
  readonly first: number;
  /** Of what came last. */
  readonly last: number;
}

/** What a call keeps for whoever opens an inspector later: the joining of a full room, and the last minutes. */
export const BACKLOG_LIMITS: EventLimits = { first: 384 * 1024, last: 384 * 1024 };

/** What a recording keeps of what happens. */
export const RECORDING_LIMITS: EventLimits = { first: 4 * 1024 * 1024, last: 12 * 1024 * 1024 };

/** What a recording keeps of its statistics: an hour with four others, at about 900 characters a sample. */
export const SAMPLE_LIMITS: EventLimits = { first: 1024 * 1024, last: 15 * 1024 * 1024 };

/** How much is kept of a text in an event, in characters: of a candidate, a name, an identifier, a message. */
export const TEXT_CHARACTERS = 1024;

/** How much is kept of a session description, in characters. */
export const DESCRIPTION_CHARACTERS = 64 * 1024;

/** The longest text that is read as a recording, in characters. */
export const READ_CHARACTERS = 64 * 1024 * 1024;

/** How many lines of it are read: more than events of the shortest kind fit into what a recording keeps. */
export const READ_LINES = 500_000;

/** The longest line that is read as an event, in characters: several descriptions. */
export const READ_LINE_CHARACTERS = 1024 * 1024;

/** How often it is looked whether media that have come are decoded, in milliseconds, and how long. */
export const DECODED_LOOK_MS = 50;
export const DECODED_WITHIN_MS = 10_000;
