import type { Clock } from './clock.ts';

/** How long one may stay without a sign of life. */
export class Lease {
  readonly #clock: Clock;
  readonly #durationMs: number;
  readonly #onExpired: () => void;
  #deadline: number;
  #cancelTimer: () => void;

  constructor(clock: Clock, durationMs: number, onExpired: () => void) {
    this.#clock = clock;
    this.#durationMs = durationMs;
    this.#onExpired = onExpired;
    this.#deadline = clock.now() + durationMs;
    this.#cancelTimer = clock.after(durationMs, () => this.#check());
  }

  /** Starts it anew: there was a sign of life. */
  renew(): void {
    this.#deadline = this.#clock.now() + this.#durationMs;
  }

  /** Ends it; it will not expire. */
  cancel(): void {
    this.#cancelTimer();
  }

  #check(): void {
    const overdue = this.#clock.now() - this.#deadline;
    // A timer that is late by half a lease means that this process stood still: signs of life may be waiting unread.
    if (overdue > this.#durationMs / 2) this.renew();
    else if (overdue >= 0) return this.#onExpired();
    this.#cancelTimer = this.#clock.after(this.#deadline - this.#clock.now(), () => this.#check());
  }
}
