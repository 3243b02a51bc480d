import type { Observable } from './call.ts';
import { Store } from './store.ts';

/** Begins to find out a value, and tells each new one. Returns what ends it. */
export type Begin<T> = (tell: (value: T) => void) => () => void;

/**
 * A value that costs something to find out, and so is found out only while
 * somebody subscribes. At rest, and until the first is told, it is `atRest`.
 */
export class FollowedValue<T> implements Observable<T> {
  readonly #atRest: T;
  readonly #begin: Begin<T>;
  readonly #store: Store<T>;
  #followers = 0;
  #end = () => {};

  constructor(atRest: T, begin: Begin<T>) {
    this.#atRest = atRest;
    this.#begin = begin;
    this.#store = new Store(atRest);
  }

  get value(): T {
    return this.#store.value;
  }

  subscribe(listener: (value: T) => void): () => void {
    const end = this.#store.subscribe(listener);
    this.#followers++;
    if (this.#followers === 1) this.#end = this.#begin((value) => this.#store.set(value));
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      end();
      this.#followers--;
      if (this.#followers > 0) return;
      this.#end();
      this.#store.set(this.#atRest);
    };
  }
}
