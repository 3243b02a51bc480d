import type { Clock } from '../ports/clock.ts';

/** So much time, or less when `outer` is aborted before. Clear it when it is not needed any more. */
export class TimeLimit {
  /** Aborted when the time is over, or with the outer signal. */
  readonly signal: AbortSignal;
  readonly #end: () => void;

  constructor(ms: number, outer: AbortSignal, clock: Clock) {
    const limit = new AbortController();
    const abort = () => limit.abort();
    const cancel = clock.after(ms, abort);
    outer.addEventListener('abort', abort);
    if (outer.aborted) abort();
    this.signal = limit.signal;
    this.#end = () => {
      cancel();
      outer.removeEventListener('abort', abort);
    };
  }

  clear(): void {
    this.#end();
  }
}
