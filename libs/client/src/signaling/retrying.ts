import type { CallError } from '../errors/call-error.ts';
import { type Begun, beginAttempt, openStream } from './attempt.ts';
import { fail } from './ending.ts';
import { type Line, nextRun, overFreshConnections, proved } from './line.ts';
import { type Outbox, startAnew } from './outbox.ts';
import { NOTICE_AFTER_MS } from './reconnect-policy.ts';
import { recoveryFrom } from './recovery.ts';
import {
  type Attempting,
  type Entering,
  type Open,
  originOf,
  type Place,
  type Reading,
  type Resuming,
} from './session.state.ts';
import type { SessionEffect, SessionStep } from './session.step.ts';

/** How a stream was lost. */
export interface Loss {
  /** Whether its connection may be stuck, and take others with it. */
  readonly stuck: boolean;
  /** Whether the session is lost with it. */
  readonly renew: boolean;
}

/** Begins the way into the room. */
export function enter(origin: Entering['origin'], outbox: Outbox, line: Line): SessionStep {
  const { effects, ...begun } = beginAttempt(line, origin);
  return { state: { name: 'entering', origin, outbox, ...begun }, effects };
}

/** Begins the way back. */
export function resume(place: Place, outbox: Outbox, line: Line): SessionStep {
  return resuming(place, outbox, beginAttempt(line, { kind: 'placed', place }));
}

/** The stream that is read is lost, or a send with it: both are made anew. One that is already on its way goes on. */
export function reopen(state: Reading, { stuck, renew }: Loss): SessionStep {
  if (state.name === 'moving' && !renew) return resuming(state.place, state.outbox, { ...state, effects: [] });
  const { place, outbox } = renew ? withoutSession(state) : state;
  return resume(place, outbox, stuck ? overFreshConnections(state.line) : state.line);
}

function resuming(place: Place, outbox: Outbox, { line, attempt, effects }: Begun): SessionStep {
  const state = { name: 'resuming', place, outbox, attempt } as const;
  if (line.told === 'reconnecting') return { state: { ...state, line, notice: null }, effects };
  const noticing = nextRun(line);
  const run = noticing.runs;
  return {
    state: { ...state, line: noticing, notice: run },
    effects: [...effects, { type: 'notice', run, afterMs: NOTICE_AFTER_MS }],
  };
}

/** A place whose session is of no more use, and what is left to say there. */
export function withoutSession<T extends Pick<Resuming, 'place' | 'outbox'>>(state: T): T {
  return { ...state, place: { ...state.place, needsWelcome: true }, outbox: startAnew(state.outbox) };
}

/** The server has asked to be left: another stream is opened while this one is read on. */
export function move(state: Open): SessionStep {
  const { line, attempt, effects } = beginAttempt(overFreshConnections(state.line), originOf(state));
  return { state: { ...state, name: 'moving', line, attempt, profile: null }, effects };
}

/** A try to come in or back has failed; the next goes another way. The first way in is not tried again. */
export function tryAgain(state: Attempting, error: CallError): SessionStep {
  const recovery = recoveryFrom(error);
  if (recovery === 'end' || originOf(state).kind === 'newcomer') return fail(state, error);
  const renew = recovery === 'renew';
  if (state.name === 'moving' && renew) return reopen(state, { stuck: true, renew });
  const left = state.name === 'resuming' && renew ? withoutSession(state) : state;
  const step = attempting(left, beginAttempt(overFreshConnections(left.line), originOf(left)));
  return step.state.name === 'resuming' ? tellReconnecting(step.state, step.effects) : step;
}

/** Asks for a stream without waiting any longer. */
export function openNow(state: Attempting): SessionStep {
  return attempting(state, openStream(state.line, originOf(state)));
}

/** What failed a moment ago may work now. */
export function nudge(state: Attempting): SessionStep {
  const hopeful = { ...state, line: proved(state.line) };
  return state.attempt.phase === 'waiting' ? openNow(hopeful) : { state: hopeful, effects: [] };
}

export function tellReconnecting(state: Resuming, before: readonly SessionEffect[] = []): SessionStep {
  return {
    state: { ...state, line: { ...state.line, told: 'reconnecting' }, notice: null },
    effects: [...before, ...tell(state.line, 'reconnecting')],
  };
}

/** Tells the call how it stands with the server, unless it knows. */
export function tell({ told }: Line, connection: Line['told']): SessionEffect[] {
  return told === connection ? [] : [{ type: 'connection', connection }];
}

function attempting<S extends Attempting>(
  state: S,
  { line, attempt, effects }: Begun,
): { state: S; effects: readonly SessionEffect[] } {
  const next = { ...state, line, attempt };
  // The stream that is asked for now is asked for with the newest profile.
  const isShown = next.name === 'moving' && attempt.phase === 'opening';
  return { state: isShown ? { ...next, profile: null } : next, effects };
}
