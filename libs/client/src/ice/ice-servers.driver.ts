import type { IceConfiguration } from '@rtc-call/contract';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { Run } from '../signaling/run.ts';
import {
  type IceServersEffect,
  type IceServersInput,
  iceServersTransition,
  INITIAL_ICE_SERVERS,
} from './ice-servers.machine.ts';
import { ANSWER_WITHIN_MS } from './refresh-policy.ts';
import { type IceRtcConfiguration, rtcConfiguration } from './rtc-configuration.ts';

export interface IceServersOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** Asks the server for others. Rejects when it gives none, and when the signal is aborted. */
  ask(signal: AbortSignal): Promise<IceConfiguration>;
  /** The links are to use these from now on, those that there are and those to come. */
  changed(configuration: IceRtcConfiguration): void;
  /** What decides. Default: its machine. A test may put another in its place, to break it. */
  readonly decide?: typeof iceServersTransition;
}

/**
 * Keeps the ICE servers of a stay from expiring: does what their machine decides.
 *
 * An expired credential does not end the relayed path that was made with it:
 * browsers refresh an allocation by the credentials that it was made with, and
 * coturn lets them. It is the next allocation that would be refused.
 */
export class IceServers {
  readonly #options: IceServersOptions;
  #configuration = rtcConfiguration(undefined);
  #state = INITIAL_ICE_SERVERS;
  /** The wait or the question that is under way. */
  #run: Run;

  constructor(options: IceServersOptions) {
    this.#options = options;
    this.#run = new Run(options.clock);
  }

  /** Those that were given last; none before. */
  get configuration(): IceRtcConfiguration {
    return this.#configuration;
  }

  /** The server has given these. */
  give(ice: IceConfiguration | undefined): void {
    this.#configuration = rtcConfiguration(ice);
    const validForMs = (ice?.validForSeconds ?? 0) * 1_000;
    this.#take({ type: 'given', validForMs, at: this.#options.clock.now() });
    this.#options.changed(this.#configuration);
  }

  /** A timer may have overslept, or what failed a moment ago may work now. */
  wake(): void {
    this.#take({ type: 'woke', at: this.#options.clock.now() });
  }

  /** No path was found with these: others may serve, unless these have only just come. */
  doubt(): void {
    this.#take({ type: 'doubted', at: this.#options.clock.now() });
  }

  /** Asks for nothing more. */
  close(): void {
    this.#take({ type: 'closed' });
  }

  #take(input: IceServersInput): void {
    const { decide = iceServersTransition } = this.#options;
    const { state, effect } = decide(this.#state, input);
    if (state === this.#state) return;
    this.#state = state;
    this.#run.letGo();
    this.#run = new Run(this.#options.clock);
    if (effect !== null) this.#perform(effect, this.#run);
  }

  #perform(effect: IceServersEffect, run: Run): void {
    switch (effect.type) {
      case 'wait': {
        const { atLeastMs, belowMs } = effect;
        const delayMs = atLeastMs + this.#options.random.next() * (belowMs - atLeastMs);
        return run.wait(delayMs, () => this.#take({ type: 'due', run: effect.run }));
      }
      case 'ask':
        return void this.#ask(effect.run, run);
    }
  }

  async #ask(id: number, run: Run): Promise<void> {
    const failed = () => this.#take({ type: 'failed', run: id });
    run.wait(ANSWER_WITHIN_MS, failed);
    try {
      const ice = await this.#options.ask(run.signal);
      if (!run.signal.aborted) this.give(ice);
    } catch {
      // Whatever it was: the ones before serve on, and it is tried again.
      failed();
    }
  }
}
