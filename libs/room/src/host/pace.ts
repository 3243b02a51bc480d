import type { Clock } from './clock.ts';

/** How many may go on at once who come in a crowd, and how long it is from each of the others to the next, in milliseconds. */
export interface PaceLimits {
  readonly atOnce: number;
  readonly everyMs: number;
}

/**
 * Lets a crowd go on one by one, in the order in which they came, so that between them there is time for what others
 * ask. Who does not come in a crowd does not wait.
 */
export class Pace {
  readonly #clock: Clock;
  readonly #limits: PaceLimits;
  readonly #waiting: (() => void)[] = [];
  /** Until when those who went on have used the time up, had each waited for the one before. */
  #usedUntil = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, limits: PaceLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** Resolves when it is the caller's turn. */
  async turn(): Promise<void> {
    if (this.#waiting.length === 0 && this.#hasTurn()) return;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      if (this.#waiting.length === 1) this.#callNext();
    });
  }

  #hasTurn(): boolean {
    const { atOnce, everyMs } = this.#limits;
    const now = this.#clock.now();
    const from = Math.max(this.#usedUntil, now);
    if (from - now > (atOnce - 1) * everyMs) return false;
    this.#usedUntil = from + everyMs;
    return true;
  }

  #callNext(): void {
    this.#clock.after(this.#limits.everyMs, () => {
      while (this.#waiting.length > 0 && this.#hasTurn()) this.#waiting.shift()?.();
      if (this.#waiting.length > 0) this.#callNext();
    });
  }
}
