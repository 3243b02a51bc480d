import type { transition } from '../signaling/session.machine.ts';
import type { SessionState } from '../signaling/session.state.ts';
import type { SessionInput, SessionStep } from '../signaling/session.step.ts';
import type { Coverage } from './coverage.ts';
import type { Correspondent, MessageLedger } from './message-ledger.ts';
import type { RoomHistory } from './room-history.ts';

export type SessionRule = typeof transition;

export interface SessionWatch {
  readonly ledger: MessageLedger;
  readonly correspondent: Correspondent;
  readonly coverage: Coverage;
  readonly history: RoomHistory;
  /** Whether a request of the correspondent came twice, which may have been one to enter. */
  hasEnteredTwice(): boolean;
  /** Something must not be and is. */
  fault(what: string): void;
  note(what: () => string): void;
}

/** The rule, with every step of it written down. */
export function watchedSession(rule: SessionRule, watch: SessionWatch): SessionRule {
  return (state, input) => {
    const step = rule(state, input);
    watch.coverage.count(state.name, inputName(input));
    record(state, input, step, watch);
    return step;
  };
}

/** An input as the coverage counts it: what is received by its kind. */
export function inputName(input: SessionInput): string {
  return input.type === 'received' ? `received ${input.response.event.oneofKind ?? 'nothing'}` : input.type;
}

function record(state: SessionState, input: SessionInput, step: SessionStep, watch: SessionWatch): void {
  const { ledger, correspondent } = watch;
  if (step.state.name !== state.name) watch.note(() => `${state.name} -> ${step.state.name} by ${inputName(input)}`);
  if (input.type === 'say' && input.message.message.oneofKind === 'signal') {
    ledger.said(correspondent, input.message.message.signal);
  }
  if (input.type === 'acknowledged' && 'outbox' in state && 'sending' in state && state.sending === input.run) {
    ledger.acknowledged(state.outbox.inFlight?.messages ?? []);
  }
  for (const effect of step.effects) {
    if (effect.type === 'deliver' && effect.event.oneofKind === 'signalReceived') {
      const { signal } = effect.event.signalReceived;
      if (signal !== undefined) ledger.came(correspondent, signal);
    }
    if (effect.type !== 'welcome') continue;
    const { participantId, participants, session } = effect.welcome;
    const incarnation = participants.find(({ id }) => id === participantId)?.incarnation ?? '';
    if (isNeedless(state, effect.epoch, incarnation, watch)) watch.fault('was welcomed anew, and nothing was lost');
    ledger.welcomed(correspondent, participantId, incarnation, session?.id ?? '');
  }
  if (step.state.name === 'closed' || step.state.name === 'departing') correspondent.isGone = true;
}

/** Whether a welcome comes to somebody who could have gone on where it was. */
function isNeedless(
  state: SessionState,
  epoch: string,
  incarnation: string,
  { correspondent, history, hasEnteredTwice }: SessionWatch,
): boolean {
  // Two requests to enter begin two sessions, and only the later one counts.
  if (!('place' in state) || hasEnteredTwice()) return false;
  const { place } = state;
  return place.epoch === epoch && incarnation === correspondent.incarnation && place.position >= history.keptAfter;
}
