import type { Observable } from '../call/call.ts';
import { Listeners } from '../call/listeners.ts';
import type { Clock } from '../ports/clock.ts';
import type { CallStatistics } from '../statistics/link-statistics.ts';
import { BoundedEvents } from './bounded-events.ts';
import type { CallEvent, CallHappening } from './call-event.ts';
import type { CallEvents } from './call-events.ts';
import { cutTexts } from './cut-texts.ts';
import { BACKLOG_LIMITS } from './limits.ts';

/**
 * Where all that happens in a call comes together. What is told anyway is kept
 * at the price of a list; what must be asked of the browser, the statistics and
 * the pairs that are checked, is asked only while somebody listens: who begins to
 * listen is told of the pairs with the first sample.
 */
export class CallEventLog implements CallEvents {
  readonly #clock: Clock;
  readonly #statistics: Observable<CallStatistics>;
  readonly #kept = new BoundedEvents(BACKLOG_LIMITS);
  readonly #listeners = new Listeners<CallEvent>();
  /** Told while somebody listens that the links were sampled. */
  readonly #sampled = new Listeners<void>();
  #endStatistics = () => {};

  constructor(clock: Clock, statistics: Observable<CallStatistics>) {
    this.#clock = clock;
    this.#statistics = statistics;
  }

  get backlog(): readonly CallEvent[] {
    return this.#kept.all;
  }

  /** Whether anybody listens. */
  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  subscribe(listener: (event: CallEvent) => void): () => void {
    const end = this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#endStatistics = this.#statistics.subscribe((value) => this.#sample(value));
    return () => {
      if (end() && this.#listeners.size === 0) this.#endStatistics();
    };
  }

  tell(happening: CallHappening): void {
    const event = { at: this.#clock.now(), ...cutTexts(happening) };
    this.#kept.add(event);
    this.#listeners.tell(event);
  }

  /** Calls `listener` about every second while somebody listens to the events. Returns what ends it. */
  onSample(listener: () => void): () => void {
    return this.#sampled.add(listener);
  }

  #sample(links: CallStatistics): void {
    for (const [participantId, statistics] of links) {
      this.#listeners.tell({ at: statistics.at, type: 'statistics', participantId, statistics });
    }
    this.#sampled.tell();
  }
}
