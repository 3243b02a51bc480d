import type { NegotiationEffect, NegotiationEvent, NegotiationState, NegotiationStep } from '../negotiation.state.ts';
import { transition } from '../negotiation.machine.ts';
import { isCurrent } from '../remote-candidates.ts';
import type { SimulatedSideOptions } from './simulated-pair.ts';

type Transition = typeof transition;

/** A rule with one fault in it, which a simulation has to notice. */
export interface Mutant {
  readonly fault: string;
  sides(): readonly [SimulatedSideOptions, SimulatedSideOptions];
}

/** One side polite and one not, as they should be, with a rule that should not. A rule of its own for each. */
function withRule(make: () => Transition): Mutant['sides'] {
  return () => [
    { polite: true, transition: make() },
    { polite: false, transition: make() },
  ];
}

function roles(left: boolean, right: boolean): Mutant['sides'] {
  return () => [
    { polite: left, transition },
    { polite: right, transition },
  ];
}

/** Polite and impolite are confused, by one side, at a collision. */
function confusedAtCollision(confusedSide: 'polite' | 'impolite'): Mutant['sides'] {
  const confused: Transition = (state, event) => {
    if (event.type !== 'remote-description') return transition(state, event);
    const step = transition({ ...state, polite: !state.polite }, event);
    return { ...step, state: { ...step.state, polite: state.polite } };
  };
  return () => [
    { polite: true, transition: confusedSide === 'polite' ? confused : transition },
    { polite: false, transition: confusedSide === 'impolite' ? confused : transition },
  ];
}

/** Takes every candidate for one of the description that is set. */
const addsEveryCandidate: Transition = (state, event) => {
  const { latest } = state.remote;
  return transition(state, event.type === 'remote-candidate' && latest !== null ? { ...event, id: latest } : event);
};

/** Adds at once what should be held. */
const holdsNothing: Transition = (state, event) => {
  const step = transition(state, event);
  const held = step.state.remote.held.at(-1);
  if (event.type !== 'remote-candidate' || held === undefined) return step;
  const remote = { ...step.state.remote, held: [] };
  return { state: { ...step.state, remote }, effects: [{ type: 'add-candidate', ...held }] };
};

/** Says of every candidate that it belongs to the newest negotiation. */
const namesNewestNegotiation: Transition = (state, event) => {
  const step = transition(state, event);
  const id = 'id' in step.state.phase ? step.state.phase.id : step.state.agreedId;
  const effects = step.effects.map((effect) =>
    effect.type === 'send' && effect.message.type === 'candidate' && id !== null
      ? { ...effect, message: { ...effect.message, id } }
      : effect,
  );
  return { ...step, effects };
};

/** Answers an ignored offer after all, once its own is answered. */
function answersIgnoredOffers(): Transition {
  let ignored: NegotiationEvent | null = null;
  return (state, event) => {
    const step = transition(state, event);
    const isOffer = event.type === 'remote-description' && event.description.type === 'offer';
    if (isOffer && step.state.phase === state.phase) ignored = event;
    if (ignored === null || step.state.phase.name !== 'stable') return step;
    const late = transition(step.state, ignored);
    ignored = null;
    return { state: late.state, effects: [...step.effects, ...late.effects] };
  };
}

/** Takes any answer for the answer to its offer, and keeps an offer that it should have taken back. */
const takesAnyAnswer: Transition = (state, event) => {
  const { phase } = state;
  if (event.type !== 'remote-description' || event.description.type !== 'answer') return transition(state, event);
  return transition(state, 'id' in phase ? { ...event, id: phase.id } : event);
};

/** Adds candidates of the credentials in use also while a description is being set, which may replace them. */
const addsWhileSettingDescription: Transition = (state, event) => {
  if (event.type !== 'remote-candidate' || !isCurrent(state.remote, event.id)) return transition(state, event);
  return { state, effects: [{ type: 'add-candidate', id: event.id, candidate: event.candidate }] };
};

/** Takes an offer that came while an answer was being set for a collision. */
const collidesWhileApplyingAnswer: Transition = (state, event) => {
  const { phase } = state;
  const isOffer = event.type === 'remote-description' && event.description.type === 'offer';
  if (!isOffer || phase.name !== 'applying-answer' || state.polite) return transition(state, event);
  return { state, effects: [] } satisfies NegotiationStep;
};

/** Forgets that the browser asked for a negotiation, and believes that it has asked for none. */
const neverOffers: Transition = (state, event): NegotiationStep => {
  const step = transition(state, event);
  const forgotten: NegotiationState = { ...step.state, needed: false };
  return event.type === 'negotiation-needed' ? { state, effects: [] } : { ...step, state: forgotten };
};

export const mutants: readonly Mutant[] = [
  { fault: 'both are polite', sides: roles(true, true) },
  { fault: 'both are impolite', sides: roles(false, false) },
  { fault: 'the polite one takes itself for the other', sides: confusedAtCollision('polite') },
  { fault: 'the impolite one takes itself for the other', sides: confusedAtCollision('impolite') },
  { fault: 'candidates are not dropped by id', sides: withRule(() => addsEveryCandidate) },
  { fault: 'candidates are not held', sides: withRule(() => holdsNothing) },
  { fault: 'candidates name the newest negotiation', sides: withRule(() => namesNewestNegotiation) },
  { fault: 'ignored offers are answered later', sides: withRule(answersIgnoredOffers) },
  {
    fault: 'any answer is taken, and both are polite',
    sides: () => [
      { polite: true, transition: takesAnyAnswer },
      { polite: true, transition: takesAnyAnswer },
    ],
  },
  { fault: 'candidates are added in the midst of a change', sides: withRule(() => addsWhileSettingDescription) },
  { fault: 'an offer after an answer is taken for a collision', sides: withRule(() => collidesWhileApplyingAnswer) },
  { fault: 'nobody offers', sides: withRule(() => neverOffers) },
];

/** A rule that does not do one of the things that saying again consists of. */
function without(isWanted: (effect: NegotiationEffect, state: NegotiationState) => boolean): Transition {
  return (state, event) => {
    const step = transition(state, event);
    if (event.type !== 'say-again') return step;
    return { ...step, effects: step.effects.filter((effect) => !isWanted(effect, state)) };
  };
}

const isDescription = (effect: NegotiationEffect, type: 'offer' | 'answer') =>
  effect.type === 'send' && effect.message.type === 'description' && effect.message.description.type === type;

/** Takes an offer that builds on its own one for a collision. */
const collidesWithWhatBuildsOnIt: Transition = (state, event) => {
  if (event.type !== 'remote-description' || event.description.after === undefined) return transition(state, event);
  const { after: _after, ...description } = event.description;
  return transition(state, { ...event, description });
};

/** Takes an offer that it has answered, and that comes again, for a new one. */
const collidesWithWhatItAnswered: Transition = (state, event) => {
  const isOffer = event.type === 'remote-description' && event.description.type === 'offer';
  if (!isOffer || event.id !== state.agreedId) return transition(state, event);
  const step = transition({ ...state, agreedId: null }, event);
  const { agreedId } = step.state;
  return { ...step, state: { ...step.state, agreedId: agreedId ?? state.agreedId } };
};

/** Believes that its answer came, whatever the other side says. */
const believesItsAnswerCame: Transition = (state, event) => {
  const step = transition(state, event);
  return { ...step, state: { ...step.state, answerUnproven: false } };
};

/** Says again without the candidates that were found since. */
const saysAgainWithoutCandidates: Transition = (state, event) => {
  const step = transition(state, event);
  if (event.type !== 'say-again') return step;
  const effects = step.effects.map((effect): NegotiationEffect => {
    if (effect.type !== 'send' || effect.message.type !== 'description') return effect;
    const { description } = effect.message;
    const sdp = description.sdp.replace(/^a=candidate:.*\r\n/gm, '');
    return { ...effect, message: { ...effect.message, description: { ...description, sdp } } };
  });
  return { ...step, effects };
};

const isCandidate = (effect: NegotiationEffect) =>
  effect.type === 'send' && effect.message.type === 'candidate' && effect.message.candidate !== null;

/** Faults that show only where messages are lost. */
export const mutantsOfSayingAgain: readonly Mutant[] = [
  { fault: 'nothing is said again', sides: withRule(() => without(() => true)) },
  { fault: 'offers are not said again', sides: withRule(() => without((effect) => isDescription(effect, 'offer'))) },
  { fault: 'answers are not said again', sides: withRule(() => without((effect) => isDescription(effect, 'answer'))) },
  { fault: 'ICE is not restarted', sides: withRule(() => without(({ type }) => type === 'restart-ice')) },
  { fault: 'descriptions are said again without candidates', sides: withRule(() => saysAgainWithoutCandidates) },
  { fault: 'candidates of a restart are not said again', sides: withRule(() => without(isCandidate)) },
  { fault: 'an answer is believed to have come', sides: withRule(() => believesItsAnswerCame) },
  { fault: 'what builds on an offer collides with it', sides: withRule(() => collidesWithWhatBuildsOnIt) },
  { fault: 'what was answered collides', sides: withRule(() => collidesWithWhatItAnswered) },
];
