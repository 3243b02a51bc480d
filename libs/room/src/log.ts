import type { RoomEvent } from './event.ts';
import type { Room } from './room.ts';

/** An entry of a room's log. Positions grow along the log. */
export interface LogEntry {
  readonly position: number;
  readonly event: RoomEvent;
}

/** A place in one life of a log. */
export interface LogPosition {
  /** Which life of the log. Empty for a log that has no entry yet. */
  readonly epoch: string;
  /** The position of an entry, or 0 for the place before the first. */
  readonly position: number;
}

/** A room as of one position of its log. */
export interface RoomState extends LogPosition {
  readonly room: Room;
}

/** Which batch of which sender this is. What makes sending twice harmless. */
export interface AppendOrigin {
  readonly participant: string;
  /** Which stay of the participant. Each incarnation counts its own batches. */
  readonly incarnation: string;
  /** 0 for the batch in which the incarnation joins, then one more each time. */
  readonly seq: number;
}

/** What is appended in one step: all of it or nothing. */
export interface AppendBatch {
  /** May be empty: then only the origin's sequence number is noted. */
  readonly events: readonly RoomEvent[];
  /** When set, the batch only goes in while the room's roster is of the same epoch and version. */
  readonly expectRoster?: RoomState;
  /** When set, the batch only goes in when it is this sender's next. */
  readonly from?: AppendOrigin;
}

/** What became of a batch. What is checked comes in this order. */
export type AppendOutcome =
  /** The origin's batch of this number is already in the log; nothing was appended. */
  | { readonly kind: 'duplicate'; readonly lastSeq: number }
  /** The origin's batch before this one is not in the log; nothing was appended. */
  | { readonly kind: 'gap'; readonly lastSeq: number }
  /** The roster is no longer the expected one; nothing was appended. */
  | { readonly kind: 'conflict'; readonly state: RoomState }
  /** The batch is in the log, and this is the room right after it. */
  | { readonly kind: 'appended'; readonly state: RoomState };

/**
 * Where the logs of rooms are kept. A log keeps a window of its newest entries
 * (limits.ts), and beside it the roster and each present sender's last sequence
 * number, all written in one step. A room that is empty and not being read is
 * forgotten; when it is used again, a new epoch begins.
 */
export interface RoomLog {
  /** The room as it is. A room that is not there is empty. */
  state(room: string): Promise<RoomState>;

  append(room: string, batch: AppendBatch): Promise<AppendOutcome>;

  /**
   * The entries after a position, and then each new one as it is appended. Ends
   * when the signal is aborted; throws FellBehindError when the next entry is no
   * longer kept. A reader that stops reading costs no memory: it falls behind.
   */
  read(room: string, after: LogPosition, options: { signal: AbortSignal }): AsyncIterable<LogEntry>;
}

/** What should be read is no longer kept: it lies before the window, or in another epoch. */
export class FellBehindError extends Error {
  override readonly name = 'FellBehindError';

  constructor(
    readonly room: string,
    readonly after: LogPosition,
  ) {
    super(`The entries after position ${after.position} of room "${room}" are no longer kept`);
  }
}
