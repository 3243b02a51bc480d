/** How long one thing after the other is waited for, in time that passes. */
export class ReplayPatience {
  readonly #limitMs: number;
  #what: string | null = null;
  #since = 0;

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  /** Whether it has been waited for so long; what is asked about first, or anew, begins now. */
  isOver(what: string): boolean {
    const now = performance.now();
    if (what !== this.#what) [this.#what, this.#since] = [what, now];
    return now - this.#since >= this.#limitMs;
  }
}
