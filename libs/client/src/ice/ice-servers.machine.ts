import { LEAST_AGE_MS, refreshAfter, retryAfter, type Wait } from './refresh-policy.ts';

/**
 * How a call stands with its ICE servers. Waits and questions are runs with a
 * number each; what comes of a run that the state no longer names came too late.
 * - `resting`: there are none yet, or they do not expire.
 * - `fresh`: they are good, and `run` is the wait until they are to be refreshed.
 *   From `dueAt` on nothing is lost by doing it at once, should the wait have
 *   overslept; `since` is when they came (both in milliseconds since the epoch).
 * - `asking`: the server was asked for others. Those before serve meanwhile.
 * - `waiting`: it has not given any, and `run` is the wait for the next try.
 * - `closed`: the stay is over. Final.
 */
export type IceServersState =
  | { readonly name: 'resting'; readonly runs: number }
  | { readonly name: 'fresh'; readonly runs: number; readonly since: number; readonly dueAt: number }
  /** `tries`: this one included. */
  | { readonly name: 'asking' | 'waiting'; readonly runs: number; readonly tries: number }
  | { readonly name: 'closed'; readonly runs: number };

export type IceServersInput =
  /** The server has given ICE servers: with a welcome, or as an answer. 0: they do not expire. */
  | { readonly type: 'given'; readonly validForMs: number; readonly at: number }
  /** A wait is over. */
  | { readonly type: 'due'; readonly run: number }
  /** The server has refused, or did not answer in time. */
  | { readonly type: 'failed'; readonly run: number }
  /** The page is awake, the network is back, or the way to the server is: a wait may have overslept. */
  | { readonly type: 'woke'; readonly at: number }
  /** No path was found with them. */
  | { readonly type: 'doubted'; readonly at: number }
  | { readonly type: 'closed' };

/** What is to be done as the run of this number. The run before it is to be let go, in any case. */
export type IceServersEffect =
  | ({ readonly type: 'wait'; readonly run: number } & Wait)
  | { readonly type: 'ask'; readonly run: number };

export interface IceServersStep {
  readonly state: IceServersState;
  readonly effect: IceServersEffect | null;
}

export const INITIAL_ICE_SERVERS: IceServersState = { name: 'resting', runs: 0 };

/** What becomes of it at an input. Nothing has changed where the state is the same. */
export function iceServersTransition(state: IceServersState, input: IceServersInput): IceServersStep {
  if (state.name === 'closed') return { state, effect: null };
  switch (input.type) {
    case 'given':
      return given(state, input.validForMs, input.at);
    case 'due':
      return waits(state, input.run) ? ask(state) : { state, effect: null };
    case 'failed':
      return state.name === 'asking' && state.runs === input.run
        ? retry(state.runs, state.tries)
        : { state, effect: null };
    case 'woke': {
      const isDue = state.name === 'waiting' || (state.name === 'fresh' && input.at >= state.dueAt);
      return isDue ? ask(state) : { state, effect: null };
    }
    case 'doubted': {
      const isOld = state.name === 'fresh' && input.at >= state.since + LEAST_AGE_MS;
      return isOld ? ask(state) : { state, effect: null };
    }
    case 'closed':
      return { state: { name: 'closed', runs: state.runs }, effect: null };
  }
}

function given({ runs }: IceServersState, validForMs: number, at: number): IceServersStep {
  if (validForMs === 0) return { state: { name: 'resting', runs }, effect: null };
  const wait = refreshAfter(validForMs);
  const run = runs + 1;
  return {
    state: { name: 'fresh', runs: run, since: at, dueAt: at + wait.atLeastMs },
    effect: { type: 'wait', run, ...wait },
  };
}

function waits(state: IceServersState, run: number): boolean {
  return (state.name === 'fresh' || state.name === 'waiting') && state.runs === run;
}

function ask(state: IceServersState): IceServersStep {
  const run = state.runs + 1;
  const tries = state.name === 'waiting' ? state.tries + 1 : 1;
  return { state: { name: 'asking', runs: run, tries }, effect: { type: 'ask', run } };
}

function retry(runs: number, tries: number): IceServersStep {
  const run = runs + 1;
  return { state: { name: 'waiting', runs: run, tries }, effect: { type: 'wait', run, ...retryAfter(tries) } };
}
