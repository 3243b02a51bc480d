type Arrival<T> =
  | { readonly kind: 'result'; readonly from: AsyncIterator<T>; readonly result: IteratorResult<T> }
  | { readonly kind: 'failure'; readonly error: unknown };

/**
 * Several streams as one, each item as it comes. Pulled: at most one item of
 * each source waits. Ends when all have ended or the signal is aborted, and fails
 * with the first that fails. Sources are closed at once when the signal is
 * aborted, also while nobody pulls.
 */
export async function* merge<T>(
  sources: readonly AsyncIterable<T>[],
  until: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  const arrivals: Arrival<T>[] = [];
  let wake = () => {};
  const arrive = (arrival: Arrival<T>) => {
    arrivals.push(arrival);
    wake();
  };
  const pull = (from: AsyncIterator<T>) => {
    from.next().then(
      (result) => arrive({ kind: 'result', from, result }),
      (error: unknown) => arrive({ kind: 'failure', error }),
    );
  };

  const open = new Set(sources.map((source) => source[Symbol.asyncIterator]()));
  const close = () => {
    // One that is waiting closes when its wait is over; what it then still says concerns nobody.
    for (const iterator of open) iterator.return?.().catch(() => {});
    open.clear();
    wake();
  };
  until.addEventListener('abort', close);
  if (until.aborted) close();
  try {
    for (const iterator of open) pull(iterator);
    while (open.size > 0) {
      const arrival = arrivals.shift();
      if (arrival === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else if (arrival.kind === 'failure') {
        throw arrival.error;
      } else if (arrival.result.done) {
        open.delete(arrival.from);
      } else {
        pull(arrival.from);
        yield arrival.result.value;
      }
    }
  } finally {
    until.removeEventListener('abort', close);
    close();
  }
}
