import type { Clock } from '../ports/clock.ts';

/** The clock of a page: when the page is gone, nothing in it runs any more. */
export class MortalClock implements Clock {
  readonly #clock: Clock;
  readonly #cancels = new Set<() => void>();
  #isGone = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  after(delayMs: number, run: () => void): () => void {
    if (this.#isGone) return () => {};
    const cancel = this.#clock.after(delayMs, () => {
      this.#cancels.delete(cancel);
      run();
    });
    this.#cancels.add(cancel);
    return () => {
      this.#cancels.delete(cancel);
      cancel();
    };
  }

  /** Cancels what is set, and sets nothing more. */
  stop(): void {
    this.#isGone = true;
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }
}
