/**
 * What became of a response that was sent.
 * - `taken`: the connection has it.
 * - `gone`: the caller is gone.
 * - `late`: nobody took it in time.
 */
export type Taking = 'taken' | 'gone' | 'late';

/**
 * Waits until a response is taken, the caller is gone, or patience is. A door's
 * `send()` may never settle once the caller is gone. Leaves nothing behind.
 */
export function untilTaken(sent: Promise<void>, gone: AbortSignal, patienceMs: number): Promise<Taking> {
  const { promise, resolve, reject } = Promise.withResolvers<Taking>();
  const leave = () => resolve('gone');
  const patience = setTimeout(() => resolve('late'), patienceMs);
  gone.addEventListener('abort', leave, { once: true });
  if (gone.aborted) leave();
  sent.then(() => resolve('taken'), reject);
  return promise.finally(() => {
    clearTimeout(patience);
    gone.removeEventListener('abort', leave);
  });
}
