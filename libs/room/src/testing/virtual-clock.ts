import type { Clock } from '../host/clock.ts';

/** A clock that only a test turns. */
export class VirtualClock implements Clock {
  #now = 0;
  readonly #timers = new Set<{ readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, delayMs), run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers are set. */
  get timerCount(): number {
    return this.#timers.size;
  }

  /** Lets time pass: runs what falls due in its order, and what follows from each before the next. */
  async advance(byMs: number): Promise<void> {
    const until = this.#now + byMs;
    await settled();
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await settled();
    }
    this.#now = until;
  }

  /** Lets time pass without running anything, as when the process stands still. */
  standStill(forMs: number): void {
    this.#now += forMs;
  }
}

/**
 * Waits until everything that follows from what has happened so far, without
 * time passing, has happened: promises are settled before the next task is.
 */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    if ('setImmediate' in globalThis) setImmediate(resolve);
    else setTimeout(resolve, 0);
  });
}
