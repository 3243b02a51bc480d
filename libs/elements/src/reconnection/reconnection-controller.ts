import type { CallSnapshot } from '@rtc-call/client';
import type { ReactiveController, ReactiveElement } from 'lit';
import { snapshotContext } from '../context/contexts.ts';
import { ObservableController } from '../context/observable-controller.ts';
import { followConnection, type Reconnection, STEADY } from './reconnection.ts';

/** What there is to say about the connection to the call server. The host renders again when that changes. */
export class ReconnectionController implements ReactiveController {
  readonly #host: ReactiveElement;
  readonly #snapshot: ObservableController<CallSnapshot>;
  #state: Reconnection = STEADY;
  #ending: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveElement) {
    this.#host = host;
    this.#snapshot = new ObservableController(host, snapshotContext, () => this.#look());
    host.addController(this);
  }

  get state(): Reconnection {
    return this.#state;
  }

  hostDisconnected(): void {
    clearTimeout(this.#ending);
    this.#state = STEADY;
  }

  readonly #look = (): void => {
    const snapshot = this.#snapshot.value;
    if (!snapshot) return;
    const now = performance.now();
    const next = followConnection(this.#state, snapshot.phase, now);
    if (next === this.#state) return;
    this.#state = next;
    clearTimeout(this.#ending);
    if (next.name === 'restored') this.#ending = setTimeout(this.#look, Math.ceil(next.untilMs - now));
    this.#host.requestUpdate();
  };
}
