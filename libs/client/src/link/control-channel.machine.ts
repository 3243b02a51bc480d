import type { ControlMessage } from '@rtc-call/contract';
import { haveGrown, type ReceivedBytes } from './received-bytes.ts';

/** How long nothing must be heard before a ping is sent, in milliseconds. */
export const PING_AFTER_MS = 400;

/**
 * How long a ping may stay unanswered before the bytes that come are looked at,
 * in milliseconds. Most paths answer sooner, so that a healthy link costs no
 * statistics.
 */
export const LOOK_AFTER_MS = 250;

/**
 * How long pings may stay unanswered, with no bytes coming, before the path
 * counts as dead, in milliseconds; on a slow path for two round trips and
 * LOOK_AFTER_MS. Counted from the ping and not from the last word, because a
 * page that slept has heard nothing either.
 */
export const ANSWER_WITHIN_MS = 800;

/** The same before the first round trip is measured: a slow path is not yet told from a dead one. In milliseconds. */
export const FIRST_ANSWER_WITHIN_MS = 2_000;

/** How often a ping goes out while the other end is silent, in milliseconds. */
export const PING_AGAIN_MS = 1_000;

/** How long a look may take, in milliseconds. A browser that has not told by then tells nothing. */
export const LOOK_WITHIN_MS = 1_000;

/**
 * After so many looks in a row of which the browser tells nothing, a path over which nobody answers counts as dead.
 * More than one: a browser may fail to tell for a moment, and a path is not dead for that.
 */
export const MOST_BLIND_LOOKS = 3;

/**
 * A timer that is later than this shows that the machine slept, in milliseconds: a browser holds the timers of a
 * hidden page back by no more than a second.
 */
export const SLEPT_AFTER_MS = 1_500;

/**
 * Whether the other end is heard.
 * - `opening`: the channel is not open yet.
 * - `heard`: something came a moment ago.
 * - `asking`: a ping is out. When it stays unanswered, the bytes that came over
 *   the path are looked at, twice, with another ping between: a path that is
 *   alive brings at least what acknowledges that one (SCTP does so by itself,
 *   also where the other page stands still).
 * - `silent`: neither word nor bytes. More pings go out, so that the end of the silence is noticed.
 * - `closed`: the channel is closed.
 */
export type ControlPhase = 'opening' | 'heard' | 'asking' | 'silent' | 'closed';

/** One end of a control channel. Times are the clock's, in milliseconds. */
export interface ControlState {
  readonly phase: ControlPhase;
  /** When anything was last heard; null before. */
  readonly lastHeard: number | null;
  /** The last round trip measured, in milliseconds; null before. */
  readonly roundTripMs: number | null;
  /** The last ping, while it awaits its answer. */
  readonly ping: { readonly id: number; readonly sentAt: number } | null;
  /** How many pings were sent. */
  readonly pings: number;
  /** When the timer that was set last was to run out. */
  readonly timerDue: number;
  /** How many looks at the bytes were begun. */
  readonly looks: number;
  /** The number of the look that is under way; null while none is. */
  readonly look: number | null;
  /** Of how many looks in a row the browser has told nothing. */
  readonly blindLooks: number;
  /** What had come when they were looked at, in the present `asking`; null before. */
  readonly bytes: ReceivedBytes | null;
}

export type ControlEvent =
  | { readonly type: 'opened' }
  | { readonly type: 'received'; readonly message: ControlMessage }
  /** The timer that was set last has run out. */
  | { readonly type: 'timer' }
  /** What that look has found; null where the browser does not tell. */
  | { readonly type: 'looked'; readonly look: number; readonly bytes: ReceivedBytes | null }
  | { readonly type: 'closed' };

export type ControlEffect =
  | { readonly type: 'send'; readonly message: ControlMessage }
  /** Runs in place of the timer that was set before. */
  | { readonly type: 'set-timer'; readonly delayMs: number }
  /** Finds out how much has come over the path. */
  | { readonly type: 'look'; readonly look: number };

export interface ControlStep {
  readonly state: ControlState;
  readonly effects: readonly ControlEffect[];
}

export const openingControl: ControlState = {
  phase: 'opening',
  lastHeard: null,
  roundTripMs: null,
  ping: null,
  pings: 0,
  timerDue: 0,
  looks: 0,
  look: null,
  blindLooks: 0,
  bytes: null,
};

/** What an end of a control channel does at an event that happens at `now`. */
export function controlTransition(state: ControlState, event: ControlEvent, now: number): ControlStep {
  if (state.phase === 'closed') return unchanged(state);
  switch (event.type) {
    case 'opened':
      // At once: the answer is the first that the other end hears, and tells how slow the path is.
      return ask(state, now);
    case 'received':
      return received(state, event.message, now);
    case 'timer':
      return timeIsUp(state, now);
    case 'looked':
      return event.look === state.look ? looked(state, event.bytes, now) : unchanged(state);
    case 'closed':
      return { state: { ...state, phase: 'closed', ping: null, look: null }, effects: [] };
  }
}

function received(state: ControlState, { message }: ControlMessage, now: number): ControlStep {
  const isAnswer = message.oneofKind === 'pong' && message.pong.id === state.ping?.id;
  const heard: ControlState = {
    ...state,
    phase: 'heard',
    lastHeard: now,
    look: null,
    ...(isAnswer && state.ping !== null && { roundTripMs: now - state.ping.sentAt, ping: null }),
  };
  const step = setTimer(heard, PING_AFTER_MS, now);
  if (message.oneofKind !== 'ping') return step;
  const pong: ControlMessage = { message: { oneofKind: 'pong', pong: { id: message.ping.id } } };
  return { state: step.state, effects: [...step.effects, { type: 'send', message: pong }] };
}

function timeIsUp(state: ControlState, now: number): ControlStep {
  const slept = now - state.timerDue > SLEPT_AFTER_MS;
  switch (state.phase) {
    case 'heard':
      return ask(state, now);
    case 'asking':
      if (slept) return ask(state, now);
      return state.look === null ? look(state, now) : looked(state, null, now);
    case 'silent':
      return ping(state, PING_AGAIN_MS, now);
    case 'opening':
    case 'closed':
      return unchanged(state);
  }
}

/** Begins to ask, and forgets what was looked at before. */
function ask(state: ControlState, now: number): ControlStep {
  return ping({ ...state, phase: 'asking', look: null, blindLooks: 0, bytes: null }, LOOK_AFTER_MS, now);
}

function look(state: ControlState, now: number): ControlStep {
  const number = state.looks + 1;
  const step = setTimer({ ...state, looks: number, look: number }, LOOK_WITHIN_MS, now);
  return { state: step.state, effects: [...step.effects, { type: 'look', look: number }] };
}

/**
 * The first look shows nothing yet. One that finds more than the one before it
 * shows a path that is alive; one that finds nothing out shows neither.
 */
function looked(before: ControlState, bytes: ReceivedBytes | null, now: number): ControlStep {
  const state: ControlState = { ...before, look: null };
  if (bytes === null) return lookedInVain({ ...state, blindLooks: state.blindLooks + 1 }, now);
  const seen: ControlState = { ...state, bytes, blindLooks: 0 };
  if (state.bytes === null) return ping(seen, answerWithin(state) - LOOK_AFTER_MS, now);
  return haveGrown(state.bytes, bytes) ? ping(seen, answerWithin(state), now) : silent(seen, now);
}

function lookedInVain(state: ControlState, now: number): ControlStep {
  return state.blindLooks < MOST_BLIND_LOOKS ? ping(state, answerWithin(state), now) : silent(state, now);
}

function silent(state: ControlState, now: number): ControlStep {
  return ping({ ...state, phase: 'silent' }, PING_AGAIN_MS, now);
}

function answerWithin({ roundTripMs }: ControlState): number {
  if (roundTripMs === null) return FIRST_ANSWER_WITHIN_MS;
  return Math.max(ANSWER_WITHIN_MS, 2 * roundTripMs + LOOK_AFTER_MS);
}

function ping(state: ControlState, delayMs: number, now: number): ControlStep {
  const id = state.pings + 1;
  const step = setTimer({ ...state, pings: id, ping: { id, sentAt: now } }, delayMs, now);
  const message: ControlMessage = { message: { oneofKind: 'ping', ping: { id } } };
  return { state: step.state, effects: [...step.effects, { type: 'send', message }] };
}

function setTimer(state: ControlState, delayMs: number, now: number): ControlStep {
  return { state: { ...state, timerDue: now + delayMs }, effects: [{ type: 'set-timer', delayMs }] };
}

function unchanged(state: ControlState): ControlStep {
  return { state, effects: [] };
}
