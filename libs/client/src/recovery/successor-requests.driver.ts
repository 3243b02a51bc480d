import type { Clock } from '../ports/clock.ts';
import { NO_REQUESTS, type RequestsEvent, requestsTransition } from './successor-requests.machine.ts';

/** Holds back what the other end asks for too often. */
export class SuccessorRequests {
  readonly #clock: Clock;
  readonly #grant: (generation: number, isLate: boolean) => void;
  #state = NO_REQUESTS;
  #stopResting = () => {};

  /** `grant` is called when a successor of this generation may be made. */
  constructor(clock: Clock, grant: (generation: number, isLate: boolean) => void) {
    this.#clock = clock;
    this.#grant = grant;
  }

  ask(generation: number): void {
    this.#take({ type: 'asked', generation });
  }

  /** A successor has proved itself. */
  proven(): void {
    this.#take({ type: 'proven' });
  }

  /** Grants nothing more. */
  close(): void {
    this.#stopResting();
  }

  #take(event: RequestsEvent): void {
    const { state, effects } = requestsTransition(this.#state, event);
    this.#state = state;
    for (const effect of effects) {
      if (effect.type === 'grant') this.#grant(effect.generation, effect.isLate);
      else this.#stopResting = this.#clock.after(effect.forMs, () => this.#take({ type: 'rested' }));
    }
  }
}
