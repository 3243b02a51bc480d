import type { PeerConnections } from '../../ports/peer-connections.ts';

/** A peer connection of a page, for a script that acts on it and a check that looks at it. */
export interface PageConnection {
  readonly connectionState: RTCPeerConnectionState;
  readonly signalingState: RTCSignalingState;
  /** Whether there is something that the two ends have still to agree on. */
  readonly isNegotiationNeeded: boolean;
  getConfiguration(): RTCConfiguration;
  restartIce(): void;
  /** Has something new to negotiate. */
  want(): void;
  close(): void;
  /** Ends it without a word, as when its page crashes. */
  vanish(): void;
}

/** The peer connections of one page. */
export interface PageConnections extends PeerConnections {
  /** Those that were made, in order. */
  readonly made: readonly PageConnection[];
  /** Those of them that are not closed. */
  readonly open: readonly PageConnection[];
}
