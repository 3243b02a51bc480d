import type { CallError } from '../errors/call-error.ts';
import { watchOpening } from './attempt.ts';
import { attempts, type Ongoing, originOf, type SessionState } from './session.state.ts';
import type { SessionEffect, SessionInput, SessionStep } from './session.step.ts';

/** The session is over by a fault. The room is told, so that nobody is left standing in it. */
export function fail(state: Ongoing, error: CallError): SessionStep {
  return { state: { name: 'closed', error }, effects: [...farewell(state, false), { type: 'close', error }] };
}

/** The participant leaves. To the call that is the end; a stream that is being opened gets one more farewell. */
export function leave(state: Ongoing): SessionStep {
  const told: SessionEffect[] = [...farewell(state, false), { type: 'close', error: null }];
  if (!attempts(state) || state.attempt.phase === 'waiting') {
    return { state: { name: 'closed', error: null }, effects: told };
  }
  const { run } = state.attempt;
  const { pool, tries } = state.line;
  return { state: { name: 'departing', run, pool }, effects: [...told, watchOpening(run, tries)] };
}

type Departing = Extract<SessionState, { name: 'departing' }>;

/** What is left to do for a participant who left while a stream was being opened. */
export function depart(state: Departing, input: SessionInput): SessionStep {
  const closed: SessionState = { name: 'closed', error: null };
  switch (input.type) {
    case 'received': {
      if (input.run !== state.run) return { state, effects: [] };
      const { event } = input.response;
      const first =
        event.oneofKind === 'welcome' ? event.welcome : event.oneofKind === 'resumed' ? event.resumed : undefined;
      const session = first?.session;
      if (session === undefined) return { state: closed, effects: [] };
      return { state: closed, effects: [{ type: 'leave', session, pool: state.pool, mayReturn: false }] };
    }
    case 'stream-ended':
    case 'silent':
      return { state: input.run === state.run ? closed : state, effects: [] };
    case 'hide':
      return { state: closed, effects: [] };
    default:
      return { state, effects: [] };
  }
}

/** Tells the room of somebody who has a place in it. */
export function farewell(state: Ongoing, mayReturn: boolean): SessionEffect[] {
  const origin = originOf(state);
  if (origin.kind !== 'placed') return [];
  return [{ type: 'leave', session: origin.place.session, pool: state.line.pool, mayReturn }];
}
