/** Wakes whoever waits for news. Each wait is for the next news only. */
export class News {
  readonly #waiting = new Set<() => void>();

  /** Ends every wait that is under way. */
  announce(): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  /** Waits for the next news, or until the signal is aborted. Leaves nothing behind on the signal. */
  wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
      if (signal.aborted) wake();
    });
  }
}
