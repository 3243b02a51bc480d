import type { Observable } from '@rtc-call/client';

/**
 * An observable that can be pointed at another one without its followers
 * noticing more than a new value. It follows its source only while somebody
 * follows it, because what is measured (levels) costs something.
 */
export class SwitchingObservable<T> implements Observable<T> {
  #source: Observable<T>;
  #endFollowing: (() => void) | null = null;
  readonly #listeners = new Set<{ readonly tell: (value: T) => void }>();

  constructor(source: Observable<T>) {
    this.#source = source;
  }

  get value(): T {
    return this.#source.value;
  }

  /** Shows `source` from now on, and tells its present value to all who follow. */
  switchTo(source: Observable<T>): void {
    this.#source = source;
    if (this.#endFollowing === null) return;
    this.#endFollowing();
    this.#follow();
    this.#tellAll(source.value);
  }

  subscribe(listener: (value: T) => void): () => void {
    const entry = { tell: listener };
    this.#listeners.add(entry);
    if (this.#endFollowing === null) this.#follow();
    return () => {
      this.#listeners.delete(entry);
      if (this.#listeners.size > 0) return;
      this.#endFollowing?.();
      this.#endFollowing = null;
    };
  }

  #follow(): void {
    this.#endFollowing = this.#source.subscribe((value) => this.#tellAll(value));
  }

  #tellAll(value: T): void {
    for (const { tell } of [...this.#listeners]) tell(value);
  }
}

/** An observable whose value never changes. */
export function constant<T>(value: T): Observable<T> {
  return { value, subscribe: () => () => {} };
}
