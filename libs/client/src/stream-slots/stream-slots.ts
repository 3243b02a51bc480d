import { CallError } from '../errors/call-error.ts';
import { holdLockIfFree, type Locks } from './held-lock.ts';

/**
 * How many calls one browser can hold at once with a server that speaks only
 * HTTP/1.1. A browser opens six connections to such a server for all its tabs,
 * and each call's stream keeps one of them for good; two stay free for what is
 * sent up, and for loading a page.
 */
export const STREAM_SLOTS = 4;

/** The right to hold one stream open. */
export interface StreamSlot {
  /** Gives the slot back. Doing so twice does no harm; closing the tab does it too. */
  release(): void;
}

export interface StreamSlotOptions {
  /** Null where the browser has no Web Locks: then nothing is counted. */
  readonly locks: Locks | null;
  /** Whose connections are counted: the call server's origin. */
  readonly serverOrigin: string;
}

/** Whether each stream takes one of a browser's few connections; by PerformanceResourceTiming.nextHopProtocol. */
export function limitsStreams(nextHopProtocol: string): boolean {
  return nextHopProtocol === 'http/1.1' || nextHopProtocol === 'http/1.0';
}

/**
 * Takes one of the slots; null when other calls in this browser have them all.
 *
 * Counted by Web Locks, which all tabs of the page's origin share. Pages of
 * other origins that call the same server are not seen: browsers keep separate
 * connections for different sites anyway.
 */
export async function acquireStreamSlot(options: StreamSlotOptions): Promise<StreamSlot | null> {
  const { locks, serverOrigin } = options;
  if (locks === null) return UNCOUNTED;
  try {
    for (let slot = 1; slot <= STREAM_SLOTS; slot++) {
      const release = await holdLockIfFree(locks, `rtc-call:stream:${serverOrigin}:${slot}`);
      if (release !== null) return { release };
    }
    return null;
  } catch {
    // A sandboxed frame may not use locks. Better a call too many than no call there at all.
    return UNCOUNTED;
  }
}

const UNCOUNTED: StreamSlot = { release: () => {} };

/** What to throw when there is no slot. */
export function tooManyCalls(): CallError {
  return new CallError(
    'too-many-calls',
    `This browser already has ${STREAM_SLOTS} calls open with this server, and over plain HTTP it can carry no more. ` +
      'Close the tab of another call, or have whoever runs the server start it with --https, which has no such limit.',
    { retryable: true },
  );
}
