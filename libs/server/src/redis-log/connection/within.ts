/**
 * Waits for an answer, but no longer than this; then rejects. An answer that is
 * there unread, because this process itself stood still, is read first.
 */
export function within<T>(limitMs: number, answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`No answer within ${limitMs} ms`));
    const timer = setTimeout(() => setImmediate(late), limitMs);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
