import type { Store } from './store/store.ts';

/**
 * Whether a balancer should send clients here.
 * - `stopping`: not any more.
 * - `store-unreachable`: not until the store of the rooms can be reached again; nobody can join.
 */
export type ReadinessState = 'ready' | 'stopping' | 'store-unreachable';

/** Knows whether a server is ready, and tells when that changes. */
export class Readiness {
  readonly #store: Pick<Store, 'isReady'>;
  readonly #listeners = new Set<(state: ReadinessState) => void>();
  #stopping = false;
  #told: ReadinessState;

  constructor(store: Pick<Store, 'isReady' | 'watchReady'>) {
    this.#store = store;
    this.#told = this.state;
    store.watchReady(() => this.#tell());
  }

  get state(): ReadinessState {
    if (this.#stopping) return 'stopping';
    return this.#store.isReady ? 'ready' : 'store-unreachable';
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
