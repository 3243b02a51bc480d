/** Time, as a port: the browser's, or one that a test turns. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `run` once after `delayMs`. Returns what cancels it; cancelling late does no harm. */
  after(delayMs: number, run: () => void): () => void;
}
