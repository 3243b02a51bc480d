import type { Clock } from '../ports/clock.ts';
import { PREFLIGHT_LIMITS } from './preflight-limits.ts';

/** What a server, or the browser in its stead, said of a candidate that was not to be had (W3C webrtc-pc, 4.8.3). */
export interface CandidateError {
  /** The STUN error code (RFC 8489, 14.8), or 701 where the server cannot be reached. */
  readonly code: number;
  readonly isUnreachable: boolean;
  /** For a person: server, code and reason. */
  readonly text: string;
}

/** What is known of a gathering so far. */
export interface GatheringState {
  /** Whether there is a candidate of the type that was looked for. */
  readonly hasFound: boolean;
  readonly isComplete: boolean;
  /** What was said that tells most: a server's own words before its silence. Null when nothing was said. */
  readonly worst: CandidateError | null;
}

export interface Gathering {
  state(): GatheringState;
  /** Resolves with the first candidate of the type that was looked for. */
  readonly found: Promise<void>;
  /** Resolves when there will be no more candidates, and what is wrong was said. */
  readonly complete: Promise<void>;
}

const UNREACHABLE = 701;

/** Watches a connection that has not begun to gather for candidates of a type. */
export function watchGathering(connection: RTCPeerConnection, type: 'srflx' | 'relay', clock: Clock): Gathering {
  const found = Promise.withResolvers<void>();
  const complete = Promise.withResolvers<void>();
  let hasFound = false;
  let isComplete = false;
  let worst: CandidateError | null = null;
  connection.addEventListener('icecandidate', ({ candidate }) => {
    if (candidate === null) {
      isComplete = true;
      // Firefox says what is wrong just after this.
      clock.after(worst === null ? PREFLIGHT_LIMITS.lastWordMs : 0, () => complete.resolve());
    } else if (candidate.type === type) {
      hasFound = true;
      found.resolve();
    }
  });
  connection.addEventListener('icecandidateerror', ({ url, errorCode: code, errorText }) => {
    const error = { code, isUnreachable: code === UNREACHABLE, text: `${url}: ${code} ${errorText}`.trim() };
    if (worst === null || (worst.isUnreachable && !error.isUnreachable)) worst = error;
  });
  return { state: () => ({ hasFound, isComplete, worst }), found: found.promise, complete: complete.promise };
}
