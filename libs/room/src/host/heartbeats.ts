import { type Clock, pause } from './clock.ts';

/**
 * The ids of heartbeats, one each interval, until the signal is aborted. While
 * nobody takes one, no further one comes.
 */
export async function* heartbeats(clock: Clock, intervalMs: number, until: AbortSignal): AsyncGenerator<number, void> {
  for (let id = 1; ; id += 1) {
    await pause(clock, intervalMs, until);
    if (until.aborted) return;
    yield id;
  }
}
