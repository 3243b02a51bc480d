/** What is needed of the browser's LockManager (Web Locks). */
export interface Locks {
  request(
    name: string,
    options: { readonly ifAvailable: true },
    granted: (lock: unknown) => Promise<void> | undefined,
  ): Promise<unknown>;
}

/**
 * Takes the lock if nobody has it, and resolves with what gives it back; null
 * when it is taken. The browser gives back what a closed tab held.
 * Rejects where the page may not use locks.
 */
export function holdLockIfFree(locks: Locks, name: string): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    const requested = locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) {
        resolve(null);
        return undefined;
      }
      // A lock is held for as long as what the callback returned is pending.
      const held = Promise.withResolvers<void>();
      resolve(held.resolve);
      return held.promise;
    });
    requested.catch(reject);
  });
}
