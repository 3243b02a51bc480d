import { CallError } from '../errors/call-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { Random } from '../ports/random.ts';
import { openingPatience, retryWithin } from '../signaling/reconnect-policy.ts';
import type { StreamSlot } from '../stream-slots/stream-slots.ts';
import { type EntranceOptions, passEntrance } from './entrance.ts';

/** How long the page before this one may take to give its slot back, in milliseconds. */
export const SLOT_GIVEN_BACK_WITHIN_MS = 5_000;

export interface WaitingEntranceOptions extends EntranceOptions {
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Passes the entrance as somebody who was inside a moment ago: waits for a
 * server that does not answer, and for the slot that the page before this one
 * held.
 * @throws {CallError} what does not pass by waiting; any, once the signal is aborted.
 */
export async function waitAtEntrance(options: WaitingEntranceOptions): Promise<StreamSlot> {
  const { clock, random, signal } = options;
  const began = clock.now();
  for (let tries = 1; ; tries += 1) {
    try {
      return await passWithin(openingPatience(tries - 1), options);
    } catch (thrown) {
      const error = CallError.from(thrown);
      const passes =
        error.code === 'too-many-calls' ? clock.now() - began < SLOT_GIVEN_BACK_WITHIN_MS : error.retryable;
      if (!passes || signal.aborted) throw error;
    }
    await pause(random.next() * retryWithin(tries), clock, signal);
  }
}

/** Gives a try up that takes too long: what it asks may have been swallowed on the way, and the next may not be. */
async function passWithin(ms: number, options: WaitingEntranceOptions): Promise<StreamSlot> {
  const { clock, signal } = options;
  const trying = new AbortController();
  const giveUp = () => trying.abort();
  const cancel = clock.after(ms, giveUp);
  signal.addEventListener('abort', giveUp);
  try {
    return await passEntrance({ ...options, signal: trying.signal });
  } finally {
    cancel();
    signal.removeEventListener('abort', giveUp);
  }
}

/** Resolves after so many milliseconds, or when the signal is aborted. */
function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, done);
    signal.addEventListener('abort', done);
    function done() {
      cancel();
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
