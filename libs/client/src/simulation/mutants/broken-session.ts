import type { SessionRule } from '../session-watch.ts';
import { transition } from '../../signaling/session.machine.ts';
import type { SessionState } from '../../signaling/session.state.ts';
import type { SessionEffect } from '../../signaling/session.step.ts';

/** Comes back after a reload as somebody else. */
export const losesItsTicket: SessionRule = (state, input) =>
  transition(state, input.type === 'open' ? { ...input, resumeToken: null } : input);

/** Forgets, when a stream goes on, the batch that was not acknowledged. */
export const neverResends: SessionRule = (state, input) => {
  const isResumed = input.type === 'received' && input.response.event.oneofKind === 'resumed';
  if (!isResumed || state.name !== 'resuming') return transition(state, input);
  return transition({ ...state, outbox: { ...state.outbox, inFlight: null } }, input);
};

/** Sends the batch that was not acknowledged as if it were another. */
export const resendsAnew: SessionRule = (state, input) => {
  const isResumed = input.type === 'received' && input.response.event.oneofKind === 'resumed';
  const batch = state.name === 'resuming' ? state.outbox.inFlight : null;
  if (!isResumed || state.name !== 'resuming' || batch === null) return transition(state, input);
  const { nextSequence } = state.outbox;
  const inFlight = { ...batch, sequence: nextSequence };
  return transition({ ...state, outbox: { ...state.outbox, inFlight, nextSequence: nextSequence + 1 } }, input);
};

/** Sends signals to whichever incarnation is there. */
export const namesNoIncarnation: SessionRule = (state, input) => {
  const step = transition(state, input);
  return { ...step, effects: step.effects.map(withoutIncarnations) };
};

function withoutIncarnations(effect: SessionEffect): SessionEffect {
  if (effect.type !== 'send') return effect;
  const messages = effect.batch.messages.map(({ message }) =>
    message.oneofKind === 'signal'
      ? { message: { ...message, signal: { ...message.signal, toIncarnation: '' } } }
      : { message },
  );
  return { ...effect, batch: { ...effect.batch, messages } };
}

/** Tells everything that comes, also what an older stream has told. */
export const tellsTwice: SessionRule = (state, input) => {
  const step = transition(state, input);
  if (input.type !== 'received' || state.name !== 'open' || input.run !== state.stream) return step;
  const { event, position } = input.response;
  const isKnown = event.oneofKind === 'signalReceived' && position <= state.place.position;
  return isKnown ? { ...step, effects: [...step.effects, { type: 'deliver', event }] } : step;
};

/** Does not see that something is missing in a stream. */
export const overlooksGaps: SessionRule = (state, input) => {
  const place = placeOf(state);
  if (input.type !== 'received' || place === null) return transition(state, input);
  const { response } = input;
  if (response.epoch !== place.epoch || response.previous <= place.position) return transition(state, input);
  return transition(state, { ...input, response: { ...response, previous: place.position } });
};

function placeOf(state: SessionState) {
  return state.name === 'open' || state.name === 'moving' ? state.place : null;
}

/** Takes a stream that brings nothing for a living one. */
export const waitsForever: SessionRule = (state, input) =>
  input.type === 'silent' || input.type === 'send-slow' || input.type === 'suspect'
    ? { state, effects: [] }
    : transition(state, input);
