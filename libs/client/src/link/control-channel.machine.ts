import type { ControlMessage } from '@rtc-call/contract';

/** How long nothing must be heard before a ping is sent, in milliseconds. */
export const PING_AFTER_MS = 1_000;

/**
 * How long a ping may stay unanswered before the other end counts as silent, in
 * milliseconds. Counted from the ping and not from the last word, because a
 * page that slept has heard nothing either.
 */
export const ANSWER_WITHIN_MS = 2_000;

/**
 * Whether the other end is heard.
 * - `opening`: the channel is not open yet.
 * - `heard`: something came within the last second or so.
 * - `asking`: a ping is out.
 * - `silent`: nothing came after a ping. More pings go out, so that the end of the silence is noticed.
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
}

export type ControlEvent =
  | { readonly type: 'opened' }
  | { readonly type: 'received'; readonly message: ControlMessage }
  /** The timer that was set last has run out. */
  | { readonly type: 'timer' }
  | { readonly type: 'closed' };

export type ControlEffect =
  | { readonly type: 'send'; readonly message: ControlMessage }
  /** Runs in place of the timer that was set before. */
  | { readonly type: 'set-timer'; readonly delayMs: number };

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
};

/** What an end of a control channel does at an event that happens at `now`. */
export function controlTransition(state: ControlState, event: ControlEvent, now: number): ControlStep {
  if (state.phase === 'closed') return { state, effects: [] };
  switch (event.type) {
    case 'opened':
      return { state: { ...state, phase: 'heard' }, effects: [{ type: 'set-timer', delayMs: PING_AFTER_MS }] };
    case 'received':
      return received(state, event.message, now);
    case 'timer':
      return timeIsUp(state, now);
    case 'closed':
      return { state: { ...state, phase: 'closed', ping: null }, effects: [] };
  }
}

function received(state: ControlState, { message }: ControlMessage, now: number): ControlStep {
  const isAnswer = message.oneofKind === 'pong' && message.pong.id === state.ping?.id;
  const heard: ControlState = {
    ...state,
    phase: 'heard',
    lastHeard: now,
    ...(isAnswer && state.ping !== null && { roundTripMs: now - state.ping.sentAt, ping: null }),
  };
  const timer: ControlEffect = { type: 'set-timer', delayMs: PING_AFTER_MS };
  if (message.oneofKind !== 'ping') return { state: heard, effects: [timer] };
  const pong: ControlMessage = { message: { oneofKind: 'pong', pong: { id: message.ping.id } } };
  return { state: heard, effects: [{ type: 'send', message: pong }, timer] };
}

function timeIsUp(state: ControlState, now: number): ControlStep {
  switch (state.phase) {
    case 'heard':
      return ping({ ...state, phase: 'asking' }, ANSWER_WITHIN_MS, now);
    case 'asking':
    case 'silent':
      return ping({ ...state, phase: 'silent' }, PING_AFTER_MS, now);
    default:
      return { state, effects: [] };
  }
}

function ping(state: ControlState, delayMs: number, now: number): ControlStep {
  const id = state.pings + 1;
  return {
    state: { ...state, pings: id, ping: { id, sentAt: now } },
    effects: [
      { type: 'send', message: { message: { oneofKind: 'ping', ping: { id } } } },
      { type: 'set-timer', delayMs },
    ],
  };
}
