import { credentialsAfter } from './ice-credentials.ts';
import type { NegotiationEffect, NegotiationState, NegotiationStep, Unanswered } from './negotiation.state.ts';
import { descriptionMessage } from './offer-answer.ts';

/**
 * Messages of either side may have been lost. What is unanswered is said again,
 * under the id that it had, because it is the same offer or answer: what comes
 * of its first saying after all is as good. It carries the candidates found so
 * far, and where candidates were lost of an agreement that stands, and that has
 * connected nobody, whoever offered it replaces it by an ICE restart.
 *
 * When all is agreed and connected, nothing is renegotiated.
 */
export function sayAgain(state: NegotiationState, unanswered: Unanswered): NegotiationStep {
  const effects = [...answerAgain(state, unanswered), ...offerAgain(state, unanswered)];
  if (!unanswered.isConnected && wantsRestart(state)) effects.push({ type: 'restart-ice' });
  return { state, effects };
}

/** Before an offer, so that the other side has what the offer builds on. */
function answerAgain(state: NegotiationState, { answer }: Unanswered): NegotiationEffect[] {
  const { phase, agreedId, answerUnproven, local } = state;
  const isLatest = phase.name === 'stable' || phase.name === 'making-offer' || phase.name === 'have-local-offer';
  if (answer === null || agreedId === null || !answerUnproven || !isLatest) return [];
  const message = descriptionMessage(state, agreedId, answer);
  return [{ type: 'send', message }, ...endOfCandidatesAgain(state, local.current?.negotiationId)];
}

function offerAgain(state: NegotiationState, { offer }: Unanswered): NegotiationEffect[] {
  const { phase, local } = state;
  if (offer === null || phase.name !== 'have-local-offer') return [];
  const message = descriptionMessage(state, phase.id, offer);
  return [{ type: 'send', message }, ...endOfCandidatesAgain(state, local.offered?.negotiationId)];
}

function endOfCandidatesAgain({ local }: NegotiationState, id: string | undefined): NegotiationEffect[] {
  if (id === undefined || !local.ended.includes(id)) return [];
  return [{ type: 'send', message: { type: 'candidate', id, candidate: null } }];
}

/**
 * Whether this side offered the agreement that stands, and nothing under way
 * replaces its credentials. One of the two is enough; the other side may not
 * even know yet that its answer has come.
 */
function wantsRestart({ phase, agreedId, idPrefix, local, remote }: NegotiationState): boolean {
  const isOwn = agreedId?.startsWith(idPrefix) ?? false;
  switch (phase.name) {
    case 'applying-answer':
      return true;
    case 'stable':
    case 'making-offer':
      return isOwn;
    case 'have-local-offer':
      return isOwn && local.offered === null;
    case 'applying-remote-offer':
      return isOwn && credentialsAfter(remote.current, phase.id, phase.description.sdp) === remote.current;
    case 'making-answer':
      return isOwn && remote.current?.negotiationId !== phase.id;
    case 'failed':
    case 'closed':
      return false;
  }
}
