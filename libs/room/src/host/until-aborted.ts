/**
 * Waits for a promise, but no longer than until the signal is aborted; then it
 * gives `undefined`. Leaves nothing behind on the signal, unlike Promise.race
 * against one long-lived promise, which keeps every loser's memory.
 */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const stop = () => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
