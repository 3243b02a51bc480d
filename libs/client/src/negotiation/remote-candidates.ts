import { credentialsAfter, type IceCredentials } from './ice-credentials.ts';
import type { TrickledCandidate } from './negotiation-message.ts';

/**
 * How many candidates are held until a description is set. A browser with a dozen interfaces finds fewer than a hundred.
 */
export const MAX_HELD_CANDIDATES = 256;

/** How many ids of closed negotiations are remembered: what arrives late is late by one or two. */
export const MAX_CLOSED_NEGOTIATIONS = 32;

/** A candidate of the other side, or its end of candidates (null), and the negotiation it belongs to. */
export interface RemoteCandidate {
  readonly id: string;
  readonly candidate: TrickledCandidate;
}

/** What becomes of the candidates of the other side, which is decided by their negotiation's id alone. */
export interface RemoteCandidates {
  /** The credentials of the description that is set; null before the first. Candidates of these are added. */
  readonly current: IceCredentials | null;
  /** The last negotiation whose description is set. A client that names the newest one is understood, too. */
  readonly latest: string | null;
  /** Negotiations that nothing more is taken for: ignored, abandoned, or their credentials replaced. Newest last. */
  readonly closed: readonly string[];
  /** Those that wait for a description to be set, in the order they came. */
  readonly held: readonly RemoteCandidate[];
}

/** What follows for the candidates, and which of them are to be added now. */
export interface RemoteCandidatesStep {
  readonly remote: RemoteCandidates;
  readonly add: readonly RemoteCandidate[];
}

export const noRemoteCandidates: RemoteCandidates = { current: null, latest: null, closed: [], held: [] };

/**
 * A candidate has come. While a description is being set nobody can tell what
 * will be current once it is, so that all are held. Null when there is no room
 * to hold it.
 */
export function candidateArrived(
  remote: RemoteCandidates,
  arrived: RemoteCandidate,
  settingDescription: boolean,
): RemoteCandidatesStep | null {
  if (remote.closed.includes(arrived.id)) return { remote, add: [] };
  if (isCurrent(remote, arrived.id) && !settingDescription) return { remote, add: [arrived] };
  if (remote.held.length >= MAX_HELD_CANDIDATES) return null;
  return { remote: { ...remote, held: [...remote.held, arrived] }, add: [] };
}

/**
 * A description of the other side is set. What is still held then, and not for
 * the description that waits (`nextId`), is for one that was lost: it will be
 * said again with these candidates in it, if it ever is.
 */
export function afterRemoteDescription(
  remote: RemoteCandidates,
  id: string,
  sdp: string,
  nextId?: string,
): RemoteCandidatesStep {
  const current = credentialsAfter(remote.current, id, sdp);
  let next: RemoteCandidates = { ...remote, current, latest: id };
  for (const replaced of [remote.current?.negotiationId, remote.latest]) {
    if (replaced && !isCurrent(next, replaced)) next = afterClosed(next, replaced);
  }
  const add = next.held.filter((held) => isCurrent(next, held.id));
  return {
    remote: { ...next, held: next.held.filter((held) => !isCurrent(next, held.id) && held.id === nextId) },
    add,
  };
}

/** Nothing more is taken for this negotiation. */
export function afterClosed(remote: RemoteCandidates, id: string): RemoteCandidates {
  if (remote.closed.includes(id)) return remote;
  return {
    ...remote,
    closed: [...remote.closed, id].slice(-MAX_CLOSED_NEGOTIATIONS),
    held: remote.held.filter((held) => held.id !== id),
  };
}

/** Whether candidates of this negotiation can be added. */
export function isCurrent({ current, latest }: RemoteCandidates, id: string): boolean {
  return current !== null && (id === current.negotiationId || id === latest);
}
