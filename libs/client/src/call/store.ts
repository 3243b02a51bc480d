import type { Observable } from './call.ts';

/** Holds one value and tells when it becomes another; setting the same one tells nobody. */
export class Store<T> implements Observable<T> {
  #value: T;
  readonly #listeners = new Set<(value: T) => void>();

  constructor(initial: T) {
    this.#value = initial;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener(value);
  }

  subscribe(listener: (value: T) => void): () => void {
    // Wrapped, so that one function subscribed twice is two subscriptions.
    const subscription = (value: T) => listener(value);
    this.#listeners.add(subscription);
    return () => this.#listeners.delete(subscription);
  }
}
