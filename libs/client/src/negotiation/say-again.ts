import { credentialsAfter, type IceCredentials } from './ice-credentials.ts';
import { toldOf } from './local-candidates.ts';
import type { NegotiationMessage } from './negotiation-message.ts';
import type { NegotiationEffect, NegotiationState, NegotiationStep, Unanswered } from './negotiation.state.ts';
import { descriptionMessage } from './offer-answer.ts';

/**
 * Messages of either side may have been lost. What is unanswered is said again,
 * under the id that it had, because it is the same offer or answer: what comes
 * of its first saying after all is as good. It carries the candidates found so
 * far. Where an agreement stands and candidates of it may be missing, whoever
 * offered it replaces it by an ICE restart if it has connected nobody, and both
 * tell their candidates again if nobody can know whether it has.
 *
 * When all is agreed and connected, nothing is renegotiated.
 */
export function sayAgain(state: NegotiationState, unanswered: Unanswered): NegotiationStep {
  const messages = [...answerAgain(state, unanswered), ...offerAgain(state, unanswered), ...candidatesAgain(state)];
  const effects = messages.map((message): NegotiationEffect => ({ type: 'send', message }));
  if (!unanswered.isConnected && wantsRestart(state)) effects.push({ type: 'restart-ice' });
  return { state, effects };
}

/** Before an offer, so that the other side has what the offer builds on. */
function answerAgain(state: NegotiationState, { answer }: Unanswered): NegotiationMessage[] {
  const { phase, agreedId, answerUnproven, local } = state;
  const isLatest = phase.name === 'stable' || phase.name === 'making-offer' || phase.name === 'have-local-offer';
  if (answer === null || agreedId === null || !answerUnproven || !isLatest) return [];
  return [descriptionMessage(state, agreedId, answer), ...endAgain(state, local.current)];
}

function offerAgain(state: NegotiationState, { offer }: Unanswered): NegotiationMessage[] {
  const { phase, local } = state;
  if (offer === null || phase.name !== 'have-local-offer') return [];
  return [descriptionMessage(state, phase.id, offer), ...endAgain(state, local.offered)];
}

/** A description names the candidates, but not in every browser that they are all. */
function endAgain({ local }: NegotiationState, credentials: IceCredentials | null): NegotiationMessage[] {
  return credentials === null ? [] : toldOf(local, credentials).filter(({ candidate }) => candidate === null);
}

/** Those of a restart; an offer that is out has them in it. */
function candidatesAgain({ phase, local }: NegotiationState): readonly NegotiationMessage[] {
  const { current, offered, hasRestarted } = local;
  if (offered !== null) return phase.name === 'have-local-offer' || current === null ? [] : toldOf(local, offered);
  return hasRestarted && current !== null ? toldOf(local, current) : [];
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
