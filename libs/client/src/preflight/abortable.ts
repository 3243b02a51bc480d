/**
 * Resolves and rejects like `work`, which goes on whatever happens here.
 * @throws {DOMException} `AbortError` when the signal is aborted before that.
 */
export function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new DOMException('It was not done in time.', 'AbortError'));
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
