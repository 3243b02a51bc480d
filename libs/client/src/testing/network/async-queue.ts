/** Items that are read as they come, each once and in order, by one reader. */
export class AsyncQueue<T> implements AsyncIterable<T> {
  readonly #items: T[] = [];
  #end: { readonly error: unknown } | 'well' | null = null;
  #wake = () => {};

  push(item: T): void {
    if (this.#end !== null) return;
    this.#items.push(item);
    this.#wake();
  }

  /** No more will come; what has come and was not read is read first. */
  end(): void {
    this.#end ??= 'well';
    this.#wake();
  }

  /** The same, and then the reader meets this error. */
  fail(error: unknown): void {
    this.#end ??= { error };
    this.#wake();
  }

  /** No more is read, also of what has come. */
  abandon(): void {
    this.#items.splice(0);
    this.end();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void> {
    for (;;) {
      while (this.#items.length > 0) yield this.#items.shift() as T;
      if (this.#end === 'well') return;
      if (this.#end !== null) throw this.#end.error;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
