import { credentialsAfter, type IceCredentials } from './ice-credentials.ts';
import type { NegotiationMessage, TrickledCandidate } from './negotiation-message.ts';

/** A candidate of this side, or the end of its candidates, with the username fragment it was gathered under. */
export interface LocalCandidate {
  readonly candidate: TrickledCandidate;
  readonly usernameFragment: string | null;
}

/**
 * Which negotiation the candidates of this side belong to: the one whose
 * description brought the credentials they were gathered under.
 */
export interface LocalCandidates {
  /** The credentials of the description that was agreed on; null before the first. */
  readonly current: IceCredentials | null;
  /** Those of the offer that awaits its answer, when it brought new ones. */
  readonly offered: IceCredentials | null;
  /** Found while a description is being made, whose credentials are not yet known. */
  readonly early: readonly LocalCandidate[];
  /** What was told of the candidates of `current` and `offered`, in order. */
  readonly told: readonly CandidateMessage[];
  /**
   * Whether `current` has replaced others by an ICE restart. Browsers say `connected` all the while, so that it does
   * not show whether the two have connected by these.
   */
  readonly hasRestarted: boolean;
}

/** What follows for the candidates, and what is to be told now. */
export interface LocalCandidatesStep {
  readonly local: LocalCandidates;
  readonly send: readonly CandidateMessage[];
}

export type CandidateMessage = Extract<NegotiationMessage, { type: 'candidate' }>;

export const noLocalCandidates: LocalCandidates = {
  current: null,
  offered: null,
  early: [],
  told: [],
  hasRestarted: false,
};

/** An offer of this side is set and sent. */
export function afterLocalOffer(local: LocalCandidates, id: string, sdp: string): LocalCandidatesStep {
  const credentials = credentialsAfter(local.current, id, sdp);
  return sendEarly({ ...local, offered: credentials === local.current ? null : credentials });
}

/** An answer of this side is set and sent; an offer that awaited an answer is abandoned by that. */
export function afterLocalAnswer(local: LocalCandidates, id: string, sdp: string): LocalCandidatesStep {
  return sendEarly(withCurrent(local, credentialsAfter(local.current, id, sdp)));
}

/** The other side's answer is set. */
export function afterOfferAnswered(local: LocalCandidates): LocalCandidates {
  return withCurrent(local, local.offered ?? local.current);
}

/** The offer of this side is given up: nothing more is told of it. */
export function afterOfferAbandoned(local: LocalCandidates): LocalCandidates {
  return { ...local, offered: null, early: [] };
}

/**
 * The browser has found a candidate. One of credentials that nobody knows is
 * kept while a description is being made, for it may be that description's;
 * otherwise it is what remains of an abandoned offer or of credentials that
 * were replaced, and nobody wants it.
 */
export function candidateFound(
  local: LocalCandidates,
  found: LocalCandidate,
  makingDescription: boolean,
): LocalCandidatesStep {
  const owner = ownerOf(local, found);
  if (owner === null) {
    return { local: makingDescription ? { ...local, early: [...local.early, found] } : local, send: [] };
  }
  const id = owner.negotiationId;
  // Firefox tells the end twice, with an empty candidate and with null.
  if (found.candidate === null && hasEnded(local, id)) return { local, send: [] };
  const message: CandidateMessage = { type: 'candidate', id, candidate: found.candidate };
  const known = [local.current?.negotiationId, local.offered?.negotiationId];
  const told = [...local.told.filter((each) => known.includes(each.id)), message];
  return { local: { ...local, told }, send: [message] };
}

/** What was told of the candidates of these credentials. */
export function toldOf({ told }: LocalCandidates, credentials: IceCredentials): readonly CandidateMessage[] {
  return told.filter(({ id }) => id === credentials.negotiationId);
}

function hasEnded({ told }: LocalCandidates, id: string): boolean {
  return told.some((each) => each.id === id && each.candidate === null);
}

function withCurrent(local: LocalCandidates, current: IceCredentials | null): LocalCandidates {
  const hasRestarted = local.hasRestarted || (local.current !== null && local.current !== current);
  return { ...local, current, offered: null, hasRestarted };
}

function ownerOf(local: LocalCandidates, { usernameFragment }: LocalCandidate): IceCredentials | null {
  const { current, offered } = local;
  if (usernameFragment === null) return offered ?? current;
  return [offered, current].find((each) => each?.fragments.includes(usernameFragment)) ?? null;
}

function sendEarly(local: LocalCandidates): LocalCandidatesStep {
  let step: LocalCandidatesStep = { local: { ...local, early: [] }, send: [] };
  for (const found of local.early) {
    const next = candidateFound(step.local, found, false);
    step = { local: next.local, send: [...step.send, ...next.send] };
  }
  return step;
}
