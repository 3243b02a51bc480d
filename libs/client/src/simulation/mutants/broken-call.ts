import type { CallRules } from '../../call/call-rules.ts';
import { afterEvent, afterWelcome } from '../../call/reconciliation.ts';
import { iceServersTransition } from '../../ice/ice-servers.machine.ts';
import { transition } from '../../negotiation/negotiation.machine.ts';

/** Is content with the ICE servers that it has. */
export const neverRefreshes: CallRules = {
  iceServers: (state, input) =>
    input.type === 'given' || input.type === 'closed' ? iceServersTransition(state, input) : { state, effect: null },
};

/** Does not say again what may have been lost. */
export const neverSaysAgain: CallRules = {
  negotiation: (state, event) => (event.type === 'say-again' ? { state, effects: [] } : transition(state, event)),
};

/** Takes those who are not back yet for gone. */
export const awaitsNobody: CallRules = {
  afterWelcome: (present, welcome, epoch) => afterWelcome(present, { ...welcome, rosterSettled: true }, epoch),
};

/** Keeps links to those who are another incarnation. */
export const keepsDeadLinks: CallRules = {
  afterEvent: (roster, event) => {
    const step = afterEvent(roster, event);
    const changes = step.changes.map((change) =>
      change.type === 'renewed' ? ({ type: 'returned', participantId: change.participant.id } as const) : change,
    );
    return { ...step, changes };
  },
};

/** Does not hear that somebody left. */
export const overlooksLeaves: CallRules = {
  afterEvent: (roster, event) =>
    event.oneofKind === 'participantLeft' ? { roster, changes: [] } : afterEvent(roster, event),
};
