import type { ClientMessage, Session } from '@rtc-call/contract';
import type { CallError } from '../errors/call-error.ts';
import type { Line } from './line.ts';
import type { Outbox } from './outbox.ts';

/** Where a participant stands in the room: what the streams so far have left it with. */
export interface Place {
  readonly session: Session;
  readonly resumeToken: string;
  readonly heartbeatIntervalMs: number;
  readonly epoch: string;
  /** The position of the last event seen. */
  readonly position: number;
  /** Whether only a Welcome leads on: the session is of no more use, and what was said in it has to be said again. */
  readonly needsWelcome: boolean;
}

/** As whom somebody comes in. */
export type Origin =
  /** Nobody that the room knows. */
  | { readonly kind: 'newcomer' }
  /** A participant whose page was reloaded, and has kept no more than its token. */
  | { readonly kind: 'reloaded'; readonly resumeToken: string }
  /** A participant that has kept its place. */
  | { readonly kind: 'placed'; readonly place: Place };

/** The way in or back: a stream was asked for and has brought nothing yet, or the next try is waited for. */
export interface Attempt {
  readonly phase: 'opening' | 'waiting';
  readonly run: number;
}

interface Living {
  readonly line: Line;
  readonly outbox: Outbox;
}

/** The client is on its way into the room, for the first time in this page. */
export interface Entering extends Living {
  readonly name: 'entering';
  readonly origin: Exclude<Origin, { kind: 'placed' }>;
  readonly attempt: Attempt;
}

/** The stream has brought its first response: events are delivered in order, batches go up one at a time. */
export interface Open extends Living {
  readonly name: 'open';
  readonly place: Place;
  /** The run of the stream. */
  readonly stream: number;
  /** The run of the send; null while there is none. */
  readonly sending: number | null;
}

/** The stream is lost, and the next one is on its way; what is said waits. */
export interface Resuming extends Living {
  readonly name: 'resuming';
  readonly place: Place;
  readonly attempt: Attempt;
  /** The run that tells when this takes so long that it is to be told; null when there is nothing more to tell. */
  readonly notice: number | null;
}

/** The server has asked to be left: the stream is read and batches go up as if open, until the next one has answered. */
export interface Moving extends Living {
  readonly name: 'moving';
  readonly place: Place;
  readonly stream: number;
  readonly sending: number | null;
  readonly attempt: Attempt;
  /** The profile that was said since the next stream was asked for, which a Welcome would not show; null if none. */
  readonly profile: ClientMessage | null;
}

/** The page is gone, for good or into the back/forward cache; nothing runs, and the room was told. */
export interface Suspended extends Living {
  readonly name: 'suspended';
  readonly origin: Origin;
}

/**
 * One stay in one room, as the signaling knows it.
 * - `idle`: not begun.
 * - `entering`, `open`, `resuming`, `moving`, `suspended`: see there.
 * - `departing`: the participant has left, and the call was told; but a stream was
 *   being opened, so that the server may put the participant into the room after
 *   all. What it then answers is answered with one more farewell.
 * - `closed`: over, by leaving (`error` null) or by a fault. Final.
 */
export type SessionState =
  | { readonly name: 'idle' }
  | Entering
  | Open
  | Resuming
  | Moving
  | Suspended
  | { readonly name: 'departing'; readonly run: number; readonly pool: number }
  | { readonly name: 'closed'; readonly error: CallError | null };

export const INITIAL_SESSION: SessionState = { name: 'idle' };

/** States in which the way in or back is tried. */
export type Attempting = Entering | Resuming | Moving;

/** States in which a stream is read, and batches go up. */
export type Reading = Open | Moving;

/** States that a participant can leave, or lose by a fault. */
export type Ongoing = Exclude<SessionState, { name: 'idle' } | { name: 'departing' } | { name: 'closed' }>;

/** Whether the way in or back is being tried. */
export function attempts(state: SessionState): state is Attempting {
  return state.name === 'entering' || state.name === 'resuming' || state.name === 'moving';
}

/** As whom it comes in, or would come back. */
export function originOf(state: Ongoing): Origin {
  switch (state.name) {
    case 'entering':
    case 'suspended':
      return state.origin;
    case 'open':
    case 'resuming':
    case 'moving':
      return { kind: 'placed', place: state.place };
  }
}

/** What a page brings along that comes back in place of this one; null where there is nothing to come back to. */
export function resumeTokenOf(state: SessionState): string | null {
  if (state.name === 'idle' || state.name === 'departing' || state.name === 'closed') return null;
  const origin = originOf(state);
  switch (origin.kind) {
    case 'newcomer':
      return null;
    case 'reloaded':
      return origin.resumeToken;
    case 'placed':
      return origin.place.resumeToken;
  }
}
