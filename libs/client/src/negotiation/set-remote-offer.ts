import { usernameFragments } from './ice-credentials.ts';

/** What giving way uses of a peer connection. */
export type YieldingPeerConnection = Pick<
  RTCPeerConnection,
  | 'signalingState'
  | 'currentLocalDescription'
  | 'pendingLocalDescription'
  | 'remoteDescription'
  | 'createOffer'
  | 'setLocalDescription'
  | 'setRemoteDescription'
>;

/**
 * Sets the other side's offer. An offer of our own is taken back by that (W3C
 * webrtc-pc, section 4.4.1.5).
 *
 * Firefox (153 still) refuses an ICE restart, with an InvalidAccessError, when
 * what it takes back was no restart itself. So that it does not, our offer is
 * made one before it goes.
 */
export async function setRemoteOffer(
  peerConnection: YieldingPeerConnection,
  offer: RTCSessionDescriptionInit,
): Promise<void> {
  const { currentLocalDescription, pendingLocalDescription, remoteDescription } = peerConnection;
  const takesBack = peerConnection.signalingState === 'have-local-offer';
  if (
    takesBack &&
    isRestart(remoteDescription, offer) &&
    !isRestart(currentLocalDescription, pendingLocalDescription)
  ) {
    await peerConnection.setLocalDescription(await peerConnection.createOffer({ iceRestart: true }));
  }
  await peerConnection.setRemoteDescription(offer);
}

/** Whether a description replaces the credentials of the one before it. */
function isRestart(before: RTCSessionDescriptionInit | null, after: RTCSessionDescriptionInit | null): boolean {
  if (before === null || after === null) return false;
  const known = usernameFragments(before.sdp ?? '');
  return !usernameFragments(after.sdp ?? '').every((fragment) => known.includes(fragment));
}
