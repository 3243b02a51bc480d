import type { RoomLog } from '@rtc-call/room';
import type { CallRules } from '../call/call-rules.ts';
import type { Clock } from '../ports/clock.ts';

/** What is put in the place of the real rules, to see whether the simulation notices. Each is made anew where it is used. */
export interface Strategies {
  /** Stands between a server's process, whose clock it gets, and what keeps the rooms. */
  wrapLog?(log: RoomLog, clock: Clock): RoomLog;
  /** Decides in a page. */
  rules?(): CallRules;
  /** Hands out no ICE servers: fresh ones make links look for a path anew, which also helps those that nothing else would. */
  readonly hasNoIceServers?: boolean;
}

/** The real rules. */
export const REAL: Strategies = {};
