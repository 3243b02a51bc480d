import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a condition that nothing announces, and fails if that takes longer. */
export async function eventually(isSo: () => boolean | Promise<boolean>, withinMs = 15_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`Still not so after ${withinMs} ms: ${isSo}`);
    await delay(20);
  }
}
