import type { Clock } from '../ports/clock.ts';
import { promisesSettled } from './promises-settled.ts';
import { TimerQueue } from './timer-queue.ts';

/** A clock that stands still until it is turned. Times are in milliseconds. */
export class FakeClock implements Clock {
  #now: number;
  readonly #timers = new TimerQueue();

  /** `now`: milliseconds since the epoch. Default: 0. */
  constructor(now = 0) {
    this.#now = now;
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#timers.size;
  }

  now(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = this.#timers.add(this.#now + delayMs, run);
    return () => this.#timers.cancel(timer);
  }

  /** Turns the clock on by so many milliseconds; what falls due runs in order, each at its own time. */
  advance(ms: number): void {
    const end = this.#now + ms;
    while (this.#runNext(end));
    this.#now = end;
  }

  /**
   * The same, but before the first timer, and after each, all promises settle that
   * can: so that whatever awaits in between goes on as it would in real time.
   */
  async advanceAsync(ms: number): Promise<void> {
    const end = this.#now + ms;
    do await this.settled();
    while (this.#runNext(end));
    // Another turn may have begun meanwhile, and gone further.
    this.#now = Math.max(this.#now, end);
  }

  /** Resolves when all has happened that can without time passing. */
  protected settled(): Promise<void> {
    return promisesSettled();
  }

  #runNext(end: number): boolean {
    const due = this.#timers.take(end);
    if (due === null) return false;
    this.#now = due.at;
    due.run();
    return true;
  }
}
