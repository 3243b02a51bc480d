import type { Observable } from '../call/call.ts';
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
  readonly #listeners = new Set<(event: CallEvent) => void>();
  /** Told while somebody listens that the links were sampled. */
  readonly #sampled = new Set<() => void>();
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
    // Wrapped, so that one function subscribed twice is two subscriptions.
    const subscription = (event: CallEvent) => listener(event);
    this.#listeners.add(subscription);
    if (this.#listeners.size === 1) this.#endStatistics = this.#statistics.subscribe((value) => this.#sample(value));
    return () => {
      const wasThere = this.#listeners.delete(subscription);
      if (wasThere && this.#listeners.size === 0) this.#endStatistics();
    };
  }

  tell(happening: CallHappening): void {
    const event = { at: this.#clock.now(), ...cutTexts(happening) };
    this.#kept.add(event);
    this.#pass(event);
  }

  /** Calls `listener` about every second while somebody listens to the events. Returns what ends it. */
  onSample(listener: () => void): () => void {
    this.#sampled.add(listener);
    return () => this.#sampled.delete(listener);
  }

  #sample(links: CallStatistics): void {
    for (const [participantId, statistics] of links) {
      this.#pass({ at: statistics.at, type: 'statistics', participantId, statistics });
    }
    for (const listener of [...this.#sampled]) listener();
  }

  #pass(event: CallEvent): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        // It is the listener's, and must not stop what is being told of.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
