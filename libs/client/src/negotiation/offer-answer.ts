import * as localCandidates from './local-candidates.ts';
import type { NegotiatedDescription, NegotiationMessage } from './negotiation-message.ts';
import type { NegotiationFailure, NegotiationFailureReason } from './negotiation-failure.ts';
import type {
  NegotiationEffect,
  NegotiationPhase,
  NegotiationState,
  NegotiationStep,
  RemoteOffer,
} from './negotiation.state.ts';
import * as remoteCandidates from './remote-candidates.ts';

// The exchange of offers and answers (RFC 9429, section 3.2), as the steps of
// negotiation.machine.ts.

/** The browser asks for a negotiation: at once, or when the one under way is done. */
export function negotiationNeeded(state: NegotiationState): NegotiationStep {
  return state.phase.name === 'stable' ? makeOffer(state) : { state: { ...state, needed: true }, effects: [] };
}

/** The other side offers. */
export function offerArrived(before: NegotiationState, { id, description }: RemoteOffer): NegotiationStep {
  const state = afterProof(before, description.after);
  const offer: RemoteOffer = { id, description };
  const { phase } = state;
  switch (phase.name) {
    case 'stable':
      return applyOffer(state, offer);
    case 'making-offer':
      return collision(state, phase.id, offer);
    case 'have-local-offer':
      // The other side has answered our offer before it made its own: the answer was lost, and is on its way again.
      return description.after === phase.id ? waiting(state, phase, offer) : collision(state, phase.id, offer);
    case 'applying-answer':
    case 'applying-remote-offer':
    case 'making-answer':
      return waiting(state, phase, offer);
    default:
      return { state, effects: [] };
  }
}

/** An offer of the other side meets one of our own. */
function collision(state: NegotiationState, ownId: string, offer: RemoteOffer): NegotiationStep {
  // Said again because our answer was lost; that is said again, too.
  if (offer.id === state.agreedId) return { state, effects: [] };
  if (!state.polite) return closing(state, offer.id);
  return applyOffer(abandonOffer(state, ownId), offer);
}

type WaitingPhase = Extract<NegotiationPhase, { readonly next: RemoteOffer | null }>;

/** An offer waits until what is under way is done. Of two the newer does. */
function waiting(state: NegotiationState, phase: WaitingPhase, offer: RemoteOffer): NegotiationStep {
  const next: NegotiationState = { ...state, phase: { ...phase, next: offer } };
  const replaced = phase.next?.id;
  // One that was said again is still the same.
  const isOver = replaced !== undefined && replaced !== offer.id && replaced !== phase.id;
  return isOver ? closing(next, replaced) : { state: next, effects: [] };
}

/** What the other side builds on has come to it. */
function afterProof(state: NegotiationState, after: string | undefined): NegotiationState {
  return state.answerUnproven && after === state.agreedId ? { ...state, answerUnproven: false } : state;
}

/** The other side answers. An answer to anything but the offer that awaits one is to an abandoned offer. */
export function answerArrived(state: NegotiationState, { id, description }: RemoteOffer): NegotiationStep {
  if (state.phase.name !== 'have-local-offer' || state.phase.id !== id) return { state, effects: [] };
  const run = state.runs + 1;
  const { next } = state.phase;
  return {
    state: { ...state, runs: run, phase: { name: 'applying-answer', id, run, description, next } },
    effects: [{ type: 'set-remote-description', run, description }],
  };
}

/** The browser has made and set our offer or answer: it is sent, and then the candidates that were found early. */
export function localDescriptionSet(state: NegotiationState, description: NegotiatedDescription): NegotiationStep {
  const { phase } = state;
  if (phase.name !== 'making-offer' && phase.name !== 'making-answer') return { state, effects: [] };
  const { id } = phase;
  const after = phase.name === 'making-offer' ? localCandidates.afterLocalOffer : localCandidates.afterLocalAnswer;
  const { local, send } = after(state.local, id, description.sdp);
  const messages = [descriptionMessage(state, id, description), ...send];
  const effects = messages.map((message): NegotiationEffect => ({ type: 'send', message }));
  if (phase.name === 'making-offer') {
    return { state: { ...state, local, phase: { name: 'have-local-offer', id, next: null } }, effects };
  }
  return followedBy(effects, settle({ ...state, local, agreedId: id, answerUnproven: true }, phase.next));
}

/** A description as it is sent: an offer names what it builds on. */
export function descriptionMessage(
  { agreedId }: NegotiationState,
  id: string,
  description: NegotiatedDescription,
): NegotiationMessage {
  const builds = description.type === 'offer' && agreedId !== null;
  return { type: 'description', id, description: builds ? { ...description, after: agreedId } : description };
}

/** The browser has set the offer or the answer of the other side: its candidates can be added. */
export function remoteDescriptionSet(state: NegotiationState): NegotiationStep {
  const { phase } = state;
  if (phase.name !== 'applying-answer' && phase.name !== 'applying-remote-offer') return { state, effects: [] };
  const { id, description, next } = phase;
  const { remote, add } = remoteCandidates.afterRemoteDescription(state.remote, id, description.sdp, next?.id);
  const effects = add.map((each): NegotiationEffect => ({ type: 'add-candidate', ...each }));
  if (phase.name === 'applying-answer') {
    const local = localCandidates.afterOfferAnswered(state.local);
    return followedBy(effects, settle({ ...state, local, remote, agreedId: id, answerUnproven: false }, next));
  }
  const run = state.runs + 1;
  return {
    state: { ...state, remote, runs: run, phase: { name: 'making-answer', id, run, next } },
    effects: [...effects, { type: 'create-and-set-local-answer', run, media: description.media }],
  };
}

/** The browser refused the work in flight. */
export function refused(state: NegotiationState, message: string): NegotiationStep {
  const { phase } = state;
  if (!('run' in phase)) return { state, effects: [] };
  return fail(state, { reason: REASONS[phase.name], negotiationId: phase.id, message });
}

/** Ends the negotiation with an error. */
export function fail(state: NegotiationState, failure: NegotiationFailure): NegotiationStep {
  return { state: { ...state, phase: { name: 'failed', failure } }, effects: [{ type: 'report', failure }] };
}

const REASONS = {
  'making-offer': 'offer-not-made',
  'making-answer': 'answer-not-made',
  'applying-remote-offer': 'remote-offer-refused',
  'applying-answer': 'remote-answer-refused',
} as const satisfies Record<string, NegotiationFailureReason>;

/** Both sides agree now, and what waited for that comes next: the other side's offer before one of our own. */
function settle(state: NegotiationState, next: RemoteOffer | null): NegotiationStep {
  const stable: NegotiationState = { ...state, phase: { name: 'stable' } };
  if (next !== null) return applyOffer(stable, next);
  return state.needed ? makeOffer(stable) : { state: stable, effects: [] };
}

function makeOffer(state: NegotiationState): NegotiationStep {
  const run = state.runs + 1;
  const offers = state.offers + 1;
  const id = `${state.idPrefix}${offers}`;
  return {
    state: { ...state, runs: run, offers, needed: false, phase: { name: 'making-offer', id, run } },
    effects: [{ type: 'create-and-set-local-offer', run }],
  };
}

function applyOffer(state: NegotiationState, { id, description }: RemoteOffer): NegotiationStep {
  const run = state.runs + 1;
  return {
    state: { ...state, runs: run, phase: { name: 'applying-remote-offer', id, run, description, next: null } },
    effects: [{ type: 'set-remote-description', run, description }],
  };
}

/** Gives our offer up. If the browser still makes it, the end of that run is stale, and it is never sent. */
function abandonOffer(state: NegotiationState, id: string): NegotiationState {
  return {
    ...state,
    local: localCandidates.afterOfferAbandoned(state.local),
    remote: remoteCandidates.afterClosed(state.remote, id),
  };
}

/** Takes nothing more for the other side's offer. */
function closing(state: NegotiationState, id: string): NegotiationStep {
  return { state: { ...state, remote: remoteCandidates.afterClosed(state.remote, id) }, effects: [] };
}

function followedBy(effects: readonly NegotiationEffect[], step: NegotiationStep): NegotiationStep {
  return { state: step.state, effects: [...effects, ...step.effects] };
}
