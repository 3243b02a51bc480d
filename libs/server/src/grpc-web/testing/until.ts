/** A promise and what settles it. */
export interface Signal<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

/** Something that happens once, such as "the handler was cancelled". */
export function signal<T = void>(): Signal<T> {
  const { promise, resolve } = Promise.withResolvers<T>();
  return { promise, resolve };
}

/** Waits for a condition that nothing announces, looking at it once in each turn of the event loop. */
export async function until(condition: () => boolean, withinMs = 5_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`Still not so after ${withinMs} ms: ${condition}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Resolves with the value, or fails if it takes longer. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`Not done within ${ms} ms.`)), ms);
  return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer));
}
