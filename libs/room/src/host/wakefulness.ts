import type { Terms } from '../deadline.ts';
import type { Clock } from './clock.ts';
import { HOST_LIMITS } from './limits.ts';

/**
 * Whether a host may take silence for absence. One that stood still, or could not
 * reach its store, may not for a while: signs of life may be waiting unread. Nor
 * may one that has just begun: where it is the only one, nobody could give any
 * while it was not there.
 */
export class Wakefulness {
  readonly #clock: Clock;
  readonly #terms: Terms;
  readonly #begun: number;
  #heldUp = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, terms: Terms) {
    this.#clock = clock;
    this.#terms = terms;
    this.#begun = clock.now();
  }

  /** Something was to be done by a time. When that is long over, the host stood still. */
  wasDueAt(time: number): void {
    if (this.#clock.now() - time > HOST_LIMITS.catchUpMs) this.heldUp();
  }

  /** The host was held up until now. */
  heldUp(): void {
    this.#heldUp = this.#clock.now();
  }

  /** Whether deadlines of a kind may be found to be over. */
  mayExpire(kind: keyof Terms): boolean {
    const now = this.#clock.now();
    if (kind !== 'presence') return now - this.#heldUp >= HOST_LIMITS.catchUpMs;
    return now - Math.max(this.#heldUp, this.#begun) >= this.#terms.presence;
  }
}
