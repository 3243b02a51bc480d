import type { Store } from './store/store.ts';
import type { TurnWatch } from './turn/proof/turn-watch.ts';

/**
 * Whether a balancer should send clients here.
 * - `stopping`: not any more.
 * - `store-unreachable`: not until the store of the rooms can be reached again; nobody can join.
 * - `turn-unusable`: not until one of the TURN servers works; who needs a relay would reach nobody.
 */
export type ReadinessState = 'ready' | 'stopping' | 'store-unreachable' | 'turn-unusable';

/** What a server needs, and may lose. */
type Needed = Pick<Store, 'isReady' | 'watchReady'>;

/** Knows whether a server is ready, and tells when that changes. */
export class Readiness {
  readonly #store: Needed;
  readonly #turn: Pick<TurnWatch, 'isReady'> | null;
  readonly #listeners = new Set<(state: ReadinessState) => void>();
  #stopping = false;
  #told: ReadinessState;

  /** @param turn null where no TURN server is configured. */
  constructor(store: Needed, turn: Pick<TurnWatch, 'isReady' | 'watchReady'> | null = null) {
    this.#store = store;
    this.#turn = turn;
    this.#told = this.state;
    store.watchReady(() => this.#tell());
    turn?.watchReady(() => this.#tell());
  }

  get state(): ReadinessState {
    if (this.#stopping) return 'stopping';
    if (!this.#store.isReady) return 'store-unreachable';
    return this.#turn === null || this.#turn.isReady ? 'ready' : 'turn-unusable';
  }

  /** Calls the listener with each new state. */
  watch(listener: (state: ReadinessState) => void): void {
    this.#listeners.add(listener);
  }

  /** Not ready from now on. */
  stop(): void {
    this.#stopping = true;
    this.#tell();
  }

  #tell(): void {
    const { state } = this;
    if (state === this.#told) return;
    this.#told = state;
    for (const listener of this.#listeners) listener(state);
  }
}
