import type { Connection } from './session-listener.ts';
import { FIRST_SEND_PATIENCE_MS } from './reconnect-policy.ts';

/** What a session knows of its way to the server. */
export interface Line {
  /**
   * How many runs there were. Everything that takes time (a stream, a send, a wait) is a run with a number of its
   * own; what comes of a run that the state no longer names came too late.
   */
  readonly runs: number;
  /** Which connections the next call uses; see SignalingCallOptions. */
  readonly pool: number;
  /** Streams asked for on the way back since the server last showed that it hears and is heard. */
  readonly tries: number;
  /** How long the next send may take. */
  readonly sendPatienceMs: number;
  /** When media last cast suspicion on the line, in milliseconds since the epoch. */
  readonly suspectedAt: number;
  /** What the call was last told. */
  readonly told: Connection;
}

export const FRESH_LINE: Line = {
  runs: 0,
  pool: 0,
  tries: 0,
  sendPatienceMs: FIRST_SEND_PATIENCE_MS,
  suspectedAt: Number.NEGATIVE_INFINITY,
  told: 'online',
};

/** The line with one run more, whose number is its `runs`. */
export function nextRun(line: Line): Line {
  return { ...line, runs: line.runs + 1 };
}

/** The line over other connections, because what it had may be stuck. */
export function overFreshConnections(line: Line): Line {
  return { ...line, pool: line.pool + 1 };
}

/** The server hears and is heard: what goes wrong from now on is a new misfortune. */
export function proved(line: Line): Line {
  return line.tries === 0 ? line : { ...line, tries: 0 };
}
