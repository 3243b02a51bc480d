/** Time, as a port: the machine's, or one that a test turns. */
export interface Clock {
  /** Milliseconds since some fixed moment. Never goes back. */
  now(): number;
  /** Calls `run` once after `delayMs`. Returns what cancels it; cancelling late does no harm. */
  after(delayMs: number, run: () => void): () => void;
}

/** Waits for some time, or until the signal is aborted. */
export function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(delayMs, end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
