import type { LeaveReason, Profile, Signal } from '@rtc-call/contract';
import type { Deadline } from './deadline.ts';

/** What somebody who comes back has kept, and has proved to be its own. */
export interface Return {
  /** The incarnation that it was. */
  readonly incarnation: string;
  /** The session in which it was that. */
  readonly session: string;
  /** The seat that it had. */
  readonly seat: number;
  /**
   * How much of the room it has kept:
   * - `all`: everything up to a position after which every entry is still there;
   * - `some`: everything up to a position of this epoch that lies before the kept window;
   * - `another-epoch`: everything up to a position of an earlier epoch;
   * - `nothing`: no more than the proof.
   */
  readonly kept: 'all' | 'some' | 'another-epoch' | 'nothing';
}

/** Somebody comes into a room or back to it. */
export interface Enter {
  readonly kind: 'enter';
  readonly participantId: string;
  /** The incarnation that it is, unless it goes on as the one that it was. The same when the same joining is tried again. */
  readonly incarnation: string;
  readonly profile: Profile;
  /** How many places the room has. */
  readonly capacity: number;
  /** JoinRequest.attempt; 0 for one that is not numbered. */
  readonly attempt: number;
  /** The stream that will serve it. */
  readonly stream: string;
  /** The session that begins, unless it goes on in the one that it has. */
  readonly session: string;
  /** Null for a newcomer. */
  readonly returning: Return | null;
}

/** What somebody wants to happen in a room. */
export type RoomCommand =
  | Enter
  | { readonly kind: 'updateProfile'; readonly participantId: string; readonly profile: Profile }
  | {
      readonly kind: 'signal';
      readonly from: string;
      readonly to: string;
      /** Which incarnation of the receiver it is for; empty for whichever. */
      readonly toIncarnation: string;
      readonly signal: Signal;
    }
  /** Its page goes away, and may be back. `attempt`: LeaveRequest.attempt. */
  | {
      readonly kind: 'goAway';
      readonly participantId: string;
      readonly incarnation: string;
      readonly attempt: number;
    }
  | {
      readonly kind: 'leave';
      readonly participantId: string;
      readonly incarnation: string;
      readonly reason: LeaveReason;
    }
  /** A deadline is over. */
  | { readonly kind: 'expire'; readonly deadline: Deadline };
