import type { ClientMessage } from '@rtc-call/contract';
import { type Line, nextRun, proved } from './line.ts';
import { acknowledge, type Batch, enqueue, isSignal, type Outbox, overflows, takeBatch } from './outbox.ts';
import { FIRST_SEND_PATIENCE_MS } from './reconnect-policy.ts';
import { openNow, reopen, withoutSession } from './retrying.ts';
import { type Ongoing, originOf, type Reading } from './session.state.ts';
import type { SessionStep } from './session.step.ts';

/**
 * Takes a message, and sends it as soon as it can be.
 *
 * What waits is bounded. Where it would be more, the session is given up with
 * all signals that wait in it, and the next stream is to begin with a Welcome:
 * after that the call says again what is unanswered, which is less than what
 * was said until then.
 */
export function say(state: Ongoing, message: ClientMessage): SessionStep {
  // Where no session is, signals have nobody to go to, or will be said again.
  if (isSignal(message) && !hasSession(state)) return { state, effects: [] };
  const outbox = enqueue(state.outbox, message);
  const taken = { ...state, outbox };
  if (overflows(outbox)) return giveUpSession(taken);
  switch (taken.name) {
    case 'open':
      return flush(taken);
    case 'moving':
      return flush(message.message.oneofKind === 'profile' ? { ...taken, profile: message } : taken);
    case 'entering':
    case 'resuming':
    case 'suspended':
      return { state: taken, effects: [] };
  }
}

/** The batch in flight is in the room's log. */
export function acknowledged(state: Reading): SessionStep {
  const line = { ...provedBy(state), sendPatienceMs: FIRST_SEND_PATIENCE_MS };
  return flush({ ...state, line, outbox: acknowledge(state.outbox), sending: null });
}

/** Sends the batch that the last stream has left unacknowledged, with its sequence, or else the next one. */
export function sendOn(state: Reading): SessionStep {
  const { inFlight } = state.outbox;
  return inFlight === null ? flush(state) : send(state, state.outbox, inFlight);
}

function flush(state: Reading): SessionStep {
  const taken = takeBatch(state.outbox);
  return taken === null ? { state, effects: [] } : send(state, taken.outbox, taken.batch);
}

function send(state: Reading, outbox: Outbox, batch: Batch): SessionStep {
  const line = nextRun(state.line);
  const { runs: run, pool, sendPatienceMs: patienceMs } = line;
  const { session } = state.place;
  return {
    state: { ...state, line, outbox, sending: run },
    effects: [{ type: 'send', run, pool, session, batch, patienceMs }],
  };
}

/** The line of a stream that has shown to work. Of the stream that another is to take over from, that says little. */
export function provedBy({ name, line }: Reading): Line {
  return name === 'open' ? proved(line) : line;
}

function hasSession(state: Ongoing): boolean {
  const origin = originOf(state);
  return origin.kind === 'placed' && !origin.place.needsWelcome;
}

function giveUpSession(state: Ongoing): SessionStep {
  switch (state.name) {
    case 'open':
    case 'moving':
      return reopen(state, { stuck: true, renew: true });
    case 'resuming': {
      const left = withoutSession(state);
      // A stream that is being opened was asked to go on with the session.
      return left.attempt.phase === 'opening' ? openNow(left) : { state: left, effects: [] };
    }
    case 'suspended': {
      if (state.origin.kind !== 'placed') return { state, effects: [] };
      const { place, outbox } = withoutSession({ place: state.origin.place, outbox: state.outbox });
      return { state: { ...state, outbox, origin: { kind: 'placed', place } }, effects: [] };
    }
    case 'entering':
      // Nothing can wait there but a profile and a sign of life.
      return { state, effects: [] };
  }
}
