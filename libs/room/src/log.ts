import type { DeadlineChanges, DeadlineKey } from './deadline.ts';
import type { RoomEvent } from './event.ts';
import type { Room } from './room.ts';

/** An entry of a room's log. Positions grow along the log. */
export interface LogEntry {
  readonly position: number;
  readonly event: RoomEvent;
}

/** A place in one life of a log. */
export interface LogPosition {
  /** Which life of the log. Empty for a room in which nobody is and no place is kept: its next entry begins a new one. */
  readonly epoch: string;
  /** The position of an entry, or 0 for the place before the first. */
  readonly position: number;
}

/** A room as of one position of its log. */
export interface RoomState extends LogPosition {
  readonly room: Room;
  /** Every entry after this position is still kept. */
  readonly keptAfter: number;
}

/** Which batch of which sender this is. What makes sending twice harmless. */
export interface AppendOrigin {
  readonly participant: string;
  /** Which session of the participant. Each counts its own batches, and the newest is the only one that may send. */
  readonly session: string;
  /** 0 for the batch in which the session begins, then one more each time. */
  readonly seq: number;
}

/** What is appended in one step: all of it or nothing. */
export interface AppendBatch {
  /** May be empty: then only the origin's sequence number is noted. */
  readonly events: readonly RoomEvent[];
  /**
   * When set, the batch only goes in while the room's roster is of the same epoch and version. Must be set where an
   * entry may change the roster; only signals can do without.
   */
  readonly expectRoster?: RoomState;
  /** When set, the batch only goes in when it is this sender's next. */
  readonly from?: AppendOrigin;
  /** When set, the batch only goes in once this deadline is over. */
  readonly expectOver?: DeadlineKey;
  /** Deadlines that change with the batch, or when it is there already: to be sent again is a sign of life, too. */
  readonly deadlines?: DeadlineChanges;
}

/** What became of a batch. What is checked comes in this order. */
export type AppendOutcome =
  /** The origin's batch of this number is already in the log; nothing was appended. */
  | { readonly kind: 'duplicate'; readonly lastSeq: number }
  /** The origin's batch before this one is not in the log, or (-1) its session is not the newest; nothing was appended. */
  | { readonly kind: 'gap'; readonly lastSeq: number }
  /** The deadline is not over, or no more; nothing was appended. */
  | { readonly kind: 'not-over' }
  /** The roster is no longer the expected one; nothing was appended. */
  | { readonly kind: 'conflict'; readonly state: RoomState }
  /** The batch is in the log, and this is the room right after it. */
  | { readonly kind: 'appended'; readonly state: RoomState };

/**
 * Where the logs of rooms are kept. A log keeps a window of its newest entries
 * (limits.ts), and beside it the roster, each present sender's last sequence
 * number and the room's deadlines, all written in one step. The log of a room in
 * which nobody is and no place is kept has ended; when the room is used again, a
 * new epoch begins.
 *
 * A store that cannot be reached makes every method reject with
 * StoreUnavailableError; a reader waits until it can be.
 */
export interface RoomLog {
  /** The room as it is. */
  state(room: string): Promise<RoomState>;

  append(room: string, batch: AppendBatch): Promise<AppendOutcome>;

  /**
   * The entries after a position, and then each new one as it is appended. Ends
   * when the signal is aborted, and after the last entry of a log that has ended,
   * which is still given to who has called this before the end;
   * throws FellBehindError when the next entry is no longer kept. A reader that
   * stops reading costs no memory: it falls behind.
   */
  read(room: string, after: LogPosition, options: { signal: AbortSignal }): AsyncIterable<LogEntry>;

  /** The deadlines of a room that are over. */
  overdue(room: string): Promise<readonly DeadlineKey[]>;
}

/** The store of the rooms cannot be reached, or does not answer. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';

  constructor(cause?: unknown) {
    super('The store that keeps the rooms cannot be reached', { cause });
  }
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
