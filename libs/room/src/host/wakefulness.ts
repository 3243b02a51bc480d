import type { Terms } from '../deadline.ts';
import type { Clock } from './clock.ts';
import { HOST_LIMITS } from './limits.ts';

/**
 * Whether a host may take silence for absence. One that stood still, or could not
 * reach its store, may not for a while: signs of life may be waiting unread. Nor
 * may one that has not looked after a room for as long: it cannot know whether
 * anybody could give any, with no other host there, or the store out of reach.
 */
export class Wakefulness {
  readonly #clock: Clock;
  readonly #terms: Terms;
  #heldUp = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, terms: Terms) {
    this.#clock = clock;
    this.#terms = terms;
  }

  /** Something was to be done by a time. When that is long over, the host stood still. */
  wasDueAt(time: number): void {
    if (this.#clock.now() - time > HOST_LIMITS.catchUpMs) this.heldUp();
  }

  /** The host was held up until now. */
  heldUp(): void {
    this.#heldUp = this.#clock.now();
  }

  /** Whether deadlines of a kind may be found to be over, in a room that the host has looked after since this time. */
  mayExpire(kind: keyof Terms, since: number): boolean {
    const now = this.#clock.now();
    if (kind !== 'presence') return now - this.#heldUp >= HOST_LIMITS.catchUpMs;
    return now - Math.max(this.#heldUp, since) >= this.#terms.presence;
  }

  /**
   * Whether nobody who was last heard at a time can be left in a room that was looked after since, nor a place be kept:
   * every term has passed, one after the other, in which the host could see it, with a moment for looking at each.
   */
  isPast(heard: number): boolean {
    const { presence, away, place, settling } = this.#terms;
    const looking = HOST_LIMITS.catchUpMs + 2 * HOST_LIMITS.sweepMs;
    return this.#clock.now() - Math.max(this.#heldUp, heard) > presence + away + place + settling + looking;
  }
}
