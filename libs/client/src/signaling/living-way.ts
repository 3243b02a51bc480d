import { CallError } from '../errors/call-error.ts';
import type { Clock } from '../ports/clock.ts';
import { ASK_AGAIN_MS } from './inquiry.ts';
import type { Way } from './way.ts';

export interface Search {
  readonly ways: readonly Way[];
  readonly clock: Clock;
  /** Ends the search, but not what the ways were asked. */
  readonly signal: AbortSignal;
}

/**
 * Finds a way that lives: asks all at once, and takes the first that answers.
 *
 * While both ways of a browser are stuck there is none. Over HTTP/2 that is so when
 * a second blackout kills what is open before the way that died in the first has
 * been mended (Inquiry): in Chromium 20 s after it last brought something, and a
 * page can do nothing to make it shorter. So the second of two blackouts takes
 * 17 s when it is 3 s after the first, 13 s when it is 8 s after, 5 s when it is
 * 15 s after, and from 21 s on no more than the first (measured; a participant may
 * be away for 13 s). Firefox has one HTTP/2 connection for both modes, and gives a
 * dead one up after 70 s: there already the first takes that long.
 * @throws {CallError} `server-unreachable` when all have failed, or when the signal is aborted.
 */
export function findLivingWay({ ways, clock, signal }: Search): Promise<Way> {
  const { promise, resolve, reject } = Promise.withResolvers<Way>();
  const failed = new Set<Way>();
  const waits = new Set<() => void>();
  let isOver = false;

  const ask = async (way: Way): Promise<void> => {
    failed.delete(way);
    if ((await way.ask()) === 'answered') return resolve(way);
    failed.add(way);
    if (failed.size === ways.length) giveUp();
    // Another is silent, and may be so for long, whereas this one works as soon as the server does.
    else if (!isOver) waits.add(clock.after(ASK_AGAIN_MS, () => void ask(way)));
  };
  const giveUp = () => reject(new CallError('server-unreachable', 'No way leads to the server.', { retryable: true }));

  signal.addEventListener('abort', giveUp);
  if (signal.aborted) giveUp();
  else for (const way of ways) void ask(way);
  return promise.finally(() => {
    isOver = true;
    signal.removeEventListener('abort', giveUp);
    for (const cancel of waits) cancel();
  });
}
