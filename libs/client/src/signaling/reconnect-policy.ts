/** Before the second try a client waits less than this, in milliseconds; before each further one up to twice as long. */
export const FIRST_RETRY_WITHIN_MS = 250;

/** No wait between two tries is longer, in milliseconds. */
export const RETRY_WITHIN_MS = 4_000;

/** How long a stream may take to open, on the first try; on each further one twice as long. In milliseconds. */
export const FIRST_OPENING_PATIENCE_MS = 2_000;

/** No stream may take longer to open, in milliseconds: a slow line needs some seconds, a dead one forever. */
export const OPENING_PATIENCE_MS = 8_000;

/** How long a send may go unanswered, in milliseconds; after each that was not, twice as long until one is. */
export const FIRST_SEND_PATIENCE_MS = 1_000;

/** No send may go unanswered for longer, in milliseconds. */
export const SEND_PATIENCE_MS = 16_000;

/** After so many faults of the server over one batch the session is given up with it: it would break over it for ever. */
export const BATCH_FAILURES = 3;

/**
 * A stream that brought nothing for this many heartbeats is dead. With those of 5 s that is after 8 s: one may be 3 s late,
 * and of the 13 s for which the server waits for a participant 5 s are left for the way back.
 */
export const HEARTBEATS_MISSED = 1.6;

/** A way back that takes longer is told, in milliseconds. */
export const NOTICE_AFTER_MS = 1_000;

/** Media cast suspicion on the line at most this often, in milliseconds. */
export const SUSPECT_EVERY_MS = 5_000;

/**
 * The bound of the wait before the next try, after so many tries in a row: the wait is uniform below it ("full
 * jitter"), so that those who lost the same server do not all come back at once. 0 for the first: at once.
 */
export function retryWithin(tries: number): number {
  return tries === 0 ? 0 : Math.min(RETRY_WITHIN_MS, FIRST_RETRY_WITHIN_MS * 2 ** (tries - 1));
}

/** How long a stream may take to open after so many tries in a row. */
export function openingPatience(tries: number): number {
  return Math.min(OPENING_PATIENCE_MS, FIRST_OPENING_PATIENCE_MS * 2 ** tries);
}

/** How long a send may go unanswered after one that was not answered in `patienceMs`. */
export function longerSendPatience(patienceMs: number): number {
  return Math.min(SEND_PATIENCE_MS, patienceMs * 2);
}
