import type { CallEvent } from './call-event.ts';
import { eventWeight } from './event-weight.ts';
import type { EventLimits } from './limits.ts';

/** Events in order, of which the beginning and the newest are kept: the middle of a long call tells least. */
export class BoundedEvents {
  readonly #limits: EventLimits;
  readonly #first: CallEvent[] = [];
  #last: CallEvent[] = [];
  #firstWeight = 0;
  #lastWeight = 0;
  /** How many of `#last` are no longer wanted: taking them off one by one would move all the others each time. */
  #dropped = 0;
  #omitted = 0;
  #omittedAt = 0;

  constructor(limits: EventLimits) {
    this.#limits = limits;
  }

  add(event: CallEvent): void {
    const weight = eventWeight(event);
    if (this.#last.length === 0 && this.#firstWeight + weight <= this.#limits.first) {
      this.#first.push(event);
      this.#firstWeight += weight;
      return;
    }
    this.#last.push(event);
    this.#lastWeight += weight;
    while (this.#lastWeight > this.#limits.last) this.#dropOldest();
    if (this.#dropped * 2 > this.#last.length) {
      this.#last = this.#last.slice(this.#dropped);
      this.#dropped = 0;
    }
  }

  /** What is kept, with an `omitted` where something is not. */
  get all(): readonly CallEvent[] {
    const last = this.#last.slice(this.#dropped);
    if (this.#omitted === 0) return [...this.#first, ...last];
    return [...this.#first, { type: 'omitted', at: this.#omittedAt, count: this.#omitted }, ...last];
  }

  #dropOldest(): void {
    const oldest = this.#last[this.#dropped];
    if (oldest === undefined) return;
    this.#dropped += 1;
    this.#lastWeight -= eventWeight(oldest);
    this.#omittedAt = oldest.at;
    // A recording that goes on where another was cut may itself begin with a gap.
    this.#omitted += oldest.type === 'omitted' ? oldest.count : 1;
  }
}
