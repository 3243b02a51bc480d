import type { LinkStatus } from '../call/snapshot.ts';

/** All that a link's status follows from. */
export interface LinkFacts {
  /** RTCPeerConnection.connectionState. */
  readonly connectionState: RTCPeerConnectionState;
  /** Whether it ever was `connected`. */
  readonly wasConnected: boolean;
  /** Whether the other end leaves pings on the control channel unanswered, or has closed it. */
  readonly controlIsSilent: boolean;
  /** Whether the negotiation was given up. */
  readonly negotiationFailed: boolean;
}

/** How a link is, for a person. A peer connection says `connected` for seconds after a path has died; the pings know. */
export function linkStatus(facts: LinkFacts): LinkStatus {
  if (facts.negotiationFailed) return 'failed';
  switch (facts.connectionState) {
    case 'failed':
    case 'closed':
      return 'failed';
    case 'connected':
      return facts.controlIsSilent ? 'interrupted' : 'connected';
    case 'new':
    case 'connecting':
    case 'disconnected':
      return facts.wasConnected ? 'interrupted' : 'connecting';
  }
}
