import { restAfter } from './recovery.limits.ts';

/**
 * How often one end makes a successor because the other asks for it. A link
 * costs the browser a lot, and a signal that asks for one costs nothing.
 *
 * - `open`: the next request is granted at once.
 * - `resting`: one was granted a moment ago. Of those that come meanwhile the
 *   highest is `held`, and granted when the rest is over (restAfter).
 */
export type RequestsState =
  | { readonly name: 'open'; readonly granted: number }
  | { readonly name: 'resting'; readonly granted: number; readonly held: number | null };

export type RequestsEvent =
  /** The other end speaks of a generation that is not there. */
  | { readonly type: 'asked'; readonly generation: number }
  /** The timer that was set last has run out. */
  | { readonly type: 'rested' }
  /** A successor has proved itself: the other end is in earnest. */
  | { readonly type: 'proven' };

export type RequestsEffect =
  /** Runs once after so many milliseconds. */
  | { readonly type: 'rest'; readonly forMs: number }
  /** `isLate`: what the other end has said since over that generation is lost. */
  | { readonly type: 'grant'; readonly generation: number; readonly isLate: boolean };

export interface RequestsStep {
  readonly state: RequestsState;
  readonly effects: readonly RequestsEffect[];
}

/** `granted`: how many were granted since a successor has last proved itself. */
export const NO_REQUESTS: RequestsState = { name: 'open', granted: 0 };

export function requestsTransition(state: RequestsState, event: RequestsEvent): RequestsStep {
  switch (event.type) {
    case 'asked':
      if (state.name === 'open') return grant(state, event.generation, false);
      return { state: { ...state, held: Math.max(event.generation, state.held ?? 0) }, effects: [] };
    case 'rested':
      if (state.name === 'open') return { state, effects: [] };
      if (state.held !== null) return grant(state, state.held, true);
      return { state: { name: 'open', granted: state.granted }, effects: [] };
    case 'proven':
      return { state: { ...state, granted: 0 }, effects: [] };
  }
}

function grant(state: RequestsState, generation: number, isLate: boolean): RequestsStep {
  const granted = state.granted + 1;
  return {
    state: { name: 'resting', granted, held: null },
    effects: [
      { type: 'rest', forMs: restAfter(granted) },
      { type: 'grant', generation, isLate },
    ],
  };
}
