/**
 * The ICE credentials that a description brought, known by their username
 * fragments (RFC 8839, section 5.4), and the negotiation that brought them.
 */
export interface IceCredentials {
  /** The id of the first negotiation whose description named them. */
  readonly negotiationId: string;
  /** All username fragments of the description; usually one. */
  readonly fragments: readonly string[];
}

/** The distinct username fragments that a description names, in the order of the SDP. */
export function usernameFragments(sdp: string): string[] {
  const found = Array.from(sdp.matchAll(/^a=ice-ufrag:(\S+)/gm), ([, fragment = '']) => fragment);
  return [...new Set(found)];
}

/**
 * The credentials in use once a description is: those of `current` when it
 * names no others (an ordinary renegotiation), or else new ones, brought by
 * this negotiation (the first one, or an ICE restart).
 */
export function credentialsAfter(current: IceCredentials | null, negotiationId: string, sdp: string): IceCredentials {
  const fragments = usernameFragments(sdp);
  if (current !== null && fragments.every((fragment) => current.fragments.includes(fragment))) return current;
  return { negotiationId, fragments };
}
