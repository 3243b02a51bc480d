import type { ControlPhase } from './control-channel.machine.ts';

/** All that a link's status and health follow from. */
export interface LinkFacts {
  /** RTCPeerConnection.connectionState. */
  readonly connectionState: RTCPeerConnectionState;
  /** Whether it ever was `connected`. */
  readonly wasConnected: boolean;
  /** How the control channel is; null before there is one. */
  readonly control: ControlPhase | null;
  /** Whether the other end was ever heard over it. */
  readonly wasHeard: boolean;
  /** Whether the negotiation was given up. */
  readonly negotiationFailed: boolean;
}
