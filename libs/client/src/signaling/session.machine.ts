import { CallError } from '../errors/call-error.ts';
import { arrive } from './arriving.ts';
import { depart, fail, leave } from './ending.ts';
import { hide, show } from './hiding.ts';
import { FRESH_LINE } from './line.ts';
import { countFailure, EMPTY_OUTBOX } from './outbox.ts';
import { receive } from './receiving.ts';
import { BATCH_FAILURES, longerSendPatience, SUSPECT_EVERY_MS } from './reconnect-policy.ts';
import { recoveryFrom } from './recovery.ts';
import { enter, nudge, openNow, reopen, tellReconnecting, tryAgain } from './retrying.ts';
import { acknowledged, say } from './saying.ts';
import { opens, reads, sends, waits } from './session.runs.ts';
import { attempts, type Ongoing, type Reading, type SessionState } from './session.state.ts';
import type { SessionInput, SessionStep } from './session.step.ts';

/** Decides what a session does about what happens to it; what the effects say, the driver does. Pure. */
export function transition(state: SessionState, input: SessionInput): SessionStep {
  switch (state.name) {
    case 'idle':
      return begin(state, input);
    case 'departing':
      return depart(state, input);
    case 'closed':
      return unchanged(state);
    default:
      return goOn(state, input);
  }
}

function begin(state: SessionState, input: SessionInput): SessionStep {
  switch (input.type) {
    case 'open': {
      const { resumeToken } = input;
      const origin =
        resumeToken === null ? ({ kind: 'newcomer' } as const) : ({ kind: 'reloaded', resumeToken } as const);
      return enter(origin, EMPTY_OUTBOX, FRESH_LINE);
    }
    case 'leave':
      return { state: { name: 'closed', error: null }, effects: [{ type: 'close', error: null }] };
    default:
      return unchanged(state);
  }
}

function goOn(state: Ongoing, input: SessionInput): SessionStep {
  switch (input.type) {
    case 'open':
      return unchanged(state);
    case 'received':
      if (reads(state, input.run)) return receive(state, input.response);
      return opens(state, input.run) ? arrive(state, input.response) : unchanged(state);
    case 'stream-ended':
      if (reads(state, input.run)) return lose(state, input.error ?? lost());
      return opens(state, input.run) ? tryAgain(state, input.error ?? lost()) : unchanged(state);
    case 'silent':
      if (reads(state, input.run)) return reopen(state, { stuck: true, renew: false });
      return opens(state, input.run) ? tryAgain(state, lost()) : unchanged(state);
    case 'retry-due':
      return waits(state, input.run) ? openNow(state) : unchanged(state);
    case 'overdue':
      return state.name === 'resuming' && state.notice === input.run ? tellReconnecting(state) : unchanged(state);
    case 'say':
      return say(state, input.message);
    case 'acknowledged':
      return sends(state, input.run) ? acknowledged(state) : unchanged(state);
    case 'send-failed':
      return sends(state, input.run) ? loseBatch(state, input.error) : unchanged(state);
    case 'send-slow':
      return sends(state, input.run) ? loseSlow(state) : unchanged(state);
    case 'nudge':
      return attempts(state) ? nudge(state) : unchanged(state);
    case 'suspect':
      return suspect(state, input.at);
    case 'hide':
      return hide(state);
    case 'show':
      return state.name === 'suspended' ? show(state) : unchanged(state);
    case 'leave':
      return leave(state);
    case 'fault':
      return fail(state, input.error);
  }
}

/** The stream that is read, or a send, has failed. */
function lose(state: Reading, error: CallError): SessionStep {
  const recovery = recoveryFrom(error);
  return recovery === 'end' ? fail(state, error) : reopen(state, { stuck: false, renew: recovery === 'renew' });
}

/** A send has failed. It is made again over the next stream, unless it is the batch itself that the server cannot take. */
function loseBatch(state: Reading, error: CallError): SessionStep {
  if (error.code !== 'internal') return lose(state, error);
  const outbox = countFailure(state.outbox);
  return reopen({ ...state, outbox }, { stuck: false, renew: outbox.failures >= BATCH_FAILURES });
}

/** A send is unanswered for so long that its connection may be dead; the next one may only be slow, and gets longer. */
function loseSlow(state: Reading): SessionStep {
  const sendPatienceMs = longerSendPatience(state.line.sendPatienceMs);
  return reopen({ ...state, line: { ...state.line, sendPatienceMs } }, { stuck: true, renew: false });
}

/** Media take the network's word before the signaling does, but they can be wrong, and so are not believed too often. */
function suspect(state: Ongoing, at: number): SessionStep {
  if (state.name !== 'open' || at - state.line.suspectedAt < SUSPECT_EVERY_MS) return unchanged(state);
  return reopen({ ...state, line: { ...state.line, suspectedAt: at } }, { stuck: true, renew: false });
}

function unchanged(state: SessionState): SessionStep {
  return { state, effects: [] };
}

function lost(): CallError {
  return new CallError('connection-lost', 'The connection to the call server was lost.', { retryable: true });
}
