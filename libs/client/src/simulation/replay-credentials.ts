import { usernameFragments } from '../negotiation/ice-credentials.ts';

/** The credentials of a connection, each known by its username fragment: all media share one transport. */
export interface ReplayCredentials {
  /** Of the description that is set, agreed on or not; null before the first. */
  readonly local: string | null;
  /** Those that are agreed on; null before there are any. */
  readonly agreedLocal: string | null;
  readonly agreedRemote: string | null;
}

export const noCredentials: ReplayCredentials = { local: null, agreedLocal: null, agreedRemote: null };

export function credentialsOf(connection: RTCPeerConnection): ReplayCredentials {
  return {
    local: fragmentOf(connection.localDescription),
    agreedLocal: fragmentOf(connection.currentLocalDescription),
    agreedRemote: fragmentOf(connection.currentRemoteDescription),
  };
}

export function fragmentOf(description: RTCSessionDescriptionInit | null): string | null {
  return usernameFragments(description?.sdp ?? '')[0] ?? null;
}

/** Whether a candidate, or a description with candidates in it, tells an address to which packets can be sent. */
export function tellsAddress(text: string): boolean {
  return /candidate:\S+ 1 udp /i.test(text);
}
