import type { Observable } from './call.ts';
import { Listeners } from './listeners.ts';

/** Holds one value and tells when it becomes another; setting the same one tells nobody. */
export class Store<T> implements Observable<T> {
  #value: T;
  readonly #listeners = new Listeners<T>();

  constructor(initial: T) {
    this.#value = initial;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    this.#listeners.tell(value);
  }

  subscribe(listener: (value: T) => void): () => void {
    return this.#listeners.add(listener);
  }
}
