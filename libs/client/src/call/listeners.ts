/**
 * Who is told of something. What a listener throws is its own: the others are told all the same, whoever tells goes on,
 * and the page hears of it as of any error that nobody catches.
 */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();

  get size(): number {
    return this.#listeners.size;
  }

  /** Returns what ends it, and says whether it was still told until then. */
  add(listener: (value: T) => void): () => boolean {
    // Wrapped, so that one function added twice is told twice.
    const added = (value: T) => listener(value);
    this.#listeners.add(added);
    return () => this.#listeners.delete(added);
  }

  tell(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
