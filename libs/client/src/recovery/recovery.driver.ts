import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import {
  type RecoveryEffect,
  type RecoveryEvent,
  type RecoveryState,
  recoveryTransition,
  startingRecovery,
} from './recovery.machine.ts';

/** What is done to links, and what is told of them. */
export type LinkEffect = Exclude<RecoveryEffect, { readonly type: 'set-timer' | 'stop-timer' }>;

export interface RecoveryOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** The generation of the first link. */
  readonly generation: number;
  /** What decides. Default: its machine. */
  readonly decide?: typeof recoveryTransition;
  /** Does it. What it throws goes to `report`; a successor that could not be made has come to nothing. */
  act(effect: LinkEffect): void;
  report(error: unknown): void;
}

/** Runs the recovery of a pair: one event after the other, also where what is done causes the next. */
export class Recovery {
  readonly #options: RecoveryOptions;
  readonly #decide: typeof recoveryTransition;
  /** What happened and is not dealt with yet. */
  readonly #events: RecoveryEvent[] = [];
  #isTaking = false;
  #isClosed = false;
  #state: RecoveryState;
  #stopTimer = () => {};

  constructor(options: RecoveryOptions) {
    this.#options = options;
    this.#decide = options.decide ?? recoveryTransition;
    this.#state = startingRecovery(options.generation);
  }

  get state(): RecoveryState {
    return this.#state;
  }

  take(event: RecoveryEvent): void {
    this.#events.push(event);
    if (this.#isTaking) return;
    this.#isTaking = true;
    try {
      for (let next = this.#events.shift(); next !== undefined; next = this.#events.shift()) this.#step(next);
    } finally {
      this.#isTaking = false;
    }
  }

  /** Does nothing more, also in the midst of something. */
  close(): void {
    this.#isClosed = true;
    this.#stopTimer();
  }

  #step(event: RecoveryEvent): void {
    if (this.#isClosed) return;
    const { state, effects } = this.#decide(this.#state, event);
    this.#state = state;
    const failed = effects.filter((effect) => !this.#perform(effect));
    if (failed.some(({ type }) => type === 'make')) this.#step({ type: 'spoiled' });
  }

  /** Whether it could be done; what nobody wants any more counts as done. */
  #perform(effect: RecoveryEffect): boolean {
    if (this.#isClosed) return true;
    try {
      this.#act(effect);
      return true;
    } catch (error) {
      this.#options.report(error);
      return false;
    }
  }

  #act(effect: RecoveryEffect): void {
    switch (effect.type) {
      case 'set-timer':
        return this.#setTimer(effect.delayMs + effect.jitterMs * this.#options.random.next());
      case 'stop-timer':
        return this.#stopTimer();
      default:
        return this.#options.act(effect);
    }
  }

  #setTimer(delayMs: number): void {
    this.#stopTimer();
    this.#stopTimer = this.#options.clock.after(delayMs, () => this.take({ type: 'timer' }));
  }
}
