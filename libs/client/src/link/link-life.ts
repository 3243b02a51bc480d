/** One link of a participant, for whoever measures it, records it or draws it. Whoever changes its connection breaks it. */
export interface LinkOfParticipant {
  readonly participantId: string;
  /** From 1; that of a link that replaces another is higher. */
  readonly generation: number;
  readonly peerConnection: RTCPeerConnection;
}

/**
 * A moment in the life of a link. A participant has at most one link that
 * leads, whose tracks are shown; one that is to replace it may be beside it.
 * - `made`: it is there, and about to be negotiated.
 * - `leads`: its tracks are shown from now on, in place of those of a link of a lower generation.
 * - `closed`: it is no more.
 */
export interface LinkLife extends LinkOfParticipant {
  readonly moment: 'made' | 'leads' | 'closed';
}
