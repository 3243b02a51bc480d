import type { Clock } from '../ports/clock.ts';

/** What a session's run holds on to: the call that it made, and the one timer that limits or ends its wait. */
export class Run {
  readonly #clock: Clock;
  readonly #abort = new AbortController();
  #cancelTimer = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Aborted when the run is let go. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Sets the timer, in place of the one that was set. */
  wait(ms: number, then: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#clock.after(ms, then);
  }

  letGo(): void {
    this.#cancelTimer();
    this.#abort.abort();
  }
}
