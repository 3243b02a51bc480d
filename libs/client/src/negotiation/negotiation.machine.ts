import * as localCandidates from './local-candidates.ts';
import type { NegotiationEffect, NegotiationEvent, NegotiationState, NegotiationStep } from './negotiation.state.ts';
import * as exchange from './offer-answer.ts';
import * as remoteCandidates from './remote-candidates.ts';
import { sayAgain } from './say-again.ts';

/** A negotiation in which nothing has happened. */
export function createNegotiation(options: { polite: boolean; idPrefix: string }): NegotiationState {
  return {
    ...options,
    phase: { name: 'stable' },
    offers: 0,
    runs: 0,
    needed: false,
    agreedId: null,
    answerUnproven: false,
    local: localCandidates.noLocalCandidates,
    remote: remoteCandidates.noRemoteCandidates,
  };
}

/**
 * Perfect negotiation (W3C webrtc-pc, section 10.7): either side may offer at
 * any time, and when both do, the impolite one's offer stands. What belongs to
 * the other is dropped by its negotiation's id, and no error is ever passed over
 * to reach that.
 *
 * Signaling must keep the order of messages, and tell both sides when it has
 * lost some (say-again.ts).
 */
export function transition(state: NegotiationState, event: NegotiationEvent): NegotiationStep {
  if (state.phase.name === 'closed') return unchanged(state);
  if (event.type === 'close') return { state: { ...state, phase: { name: 'closed' } }, effects: [] };
  if (state.phase.name === 'failed') return unchanged(state);

  switch (event.type) {
    case 'negotiation-needed':
      return exchange.negotiationNeeded(state);
    case 'local-description-set':
      if (!isInFlight(state, event.run)) return unchanged(state);
      return exchange.localDescriptionSet(state, event.description);
    case 'remote-description-set':
      return isInFlight(state, event.run) ? exchange.remoteDescriptionSet(state) : unchanged(state);
    case 'refused':
      return isInFlight(state, event.run) ? exchange.refused(state, event.message) : unchanged(state);
    case 'remote-description':
      return event.description.type === 'offer'
        ? exchange.offerArrived(state, event)
        : exchange.answerArrived(state, event);
    case 'local-candidate':
      return localCandidateFound(state, event);
    case 'remote-candidate':
      return remoteCandidateArrived(state, event);
    case 'candidate-refused':
      return candidateRefused(state, event);
    case 'say-again':
      return sayAgain(state, event);
  }
}

function localCandidateFound(state: NegotiationState, found: localCandidates.LocalCandidate): NegotiationStep {
  const { candidate, usernameFragment } = found;
  const making = state.phase.name === 'making-offer' || state.phase.name === 'making-answer';
  const { local, send } = localCandidates.candidateFound(state.local, { candidate, usernameFragment }, making);
  return { state: { ...state, local }, effects: send.map((message) => ({ type: 'send', message })) };
}

function remoteCandidateArrived(state: NegotiationState, arrived: remoteCandidates.RemoteCandidate): NegotiationStep {
  const { id, candidate } = arrived;
  const setting = state.phase.name === 'applying-answer' || state.phase.name === 'applying-remote-offer';
  const step = remoteCandidates.candidateArrived(state.remote, { id, candidate }, setting);
  if (step === null) {
    const message = `${remoteCandidates.MAX_HELD_CANDIDATES} candidates came before their description`;
    return exchange.fail(state, { reason: 'too-many-held-candidates', negotiationId: id, message });
  }
  const effects = step.add.map((each): NegotiationEffect => ({ type: 'add-candidate', ...each }));
  return { state: { ...state, remote: step.remote }, effects };
}

/** One candidate less is no reason to end a call; that of a negotiation which was closed meanwhile is no news either. */
function candidateRefused(
  state: NegotiationState,
  { id, message }: { readonly id: string; readonly message: string },
): NegotiationStep {
  if (!remoteCandidates.isCurrent(state.remote, id)) return unchanged(state);
  const failure = { reason: 'candidate-refused', negotiationId: id, message } as const;
  return { state, effects: [{ type: 'report', failure }] };
}

function isInFlight({ phase }: NegotiationState, run: number): boolean {
  return 'run' in phase && phase.run === run;
}

function unchanged(state: NegotiationState): NegotiationStep {
  return { state, effects: [] };
}
