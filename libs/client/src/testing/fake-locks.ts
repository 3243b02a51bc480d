import type { Locks } from '../stream-slots/held-lock.ts';

/** Web Locks as one browser has them: hand the same one to everything that shares an origin. */
export class FakeLocks implements Locks {
  readonly #held = new Set<string>();

  /** The names of the locks that are held. */
  get held(): readonly string[] {
    return [...this.#held];
  }

  async request(
    name: string,
    _options: { readonly ifAvailable: true },
    granted: (lock: unknown) => Promise<void> | undefined,
  ): Promise<unknown> {
    // A browser answers later too, never within the call.
    await Promise.resolve();
    if (this.#held.has(name)) return granted(null);
    this.#held.add(name);
    try {
      await granted({ name });
    } finally {
      this.#held.delete(name);
    }
    return undefined;
  }
}
