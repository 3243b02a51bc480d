import type { Clock } from '../../ports/clock.ts';

/** The clock of a process that can be made to stand still: time goes on, and what falls due waits. */
export class PausableClock implements Clock {
  readonly #clock: Clock;
  /** What fell due while it stood still; null while it does not. */
  #held: (() => void)[] | null = null;
  #isStopped = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isPaused(): boolean {
    return this.#held !== null;
  }

  now(): number {
    return this.#clock.now();
  }

  after(delayMs: number, run: () => void): () => void {
    let isCancelled = false;
    const runUnlessCancelled = () => {
      if (!isCancelled) run();
    };
    const cancel = this.#clock.after(delayMs, () => this.whenAwake(runUnlessCancelled));
    return () => {
      isCancelled = true;
      cancel();
    };
  }

  /** Runs it now, or when the process goes on. */
  whenAwake(run: () => void): void {
    if (this.#isStopped) return;
    if (this.#held === null) run();
    else this.#held.push(run);
  }

  pause(): void {
    this.#held ??= [];
  }

  /** Nothing runs any more. */
  stop(): void {
    this.#isStopped = true;
    this.#held = [];
  }

  goOn(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const run of held) this.whenAwake(run);
  }
}
