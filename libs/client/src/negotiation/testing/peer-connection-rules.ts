import { expect, test } from 'vitest';
import { setRemoteOffer } from '../set-remote-offer.ts';
import { usernameFragments } from '../ice-credentials.ts';
import type { NegotiatedPeerConnection } from '../negotiation.driver.ts';

/** A peer connection, simulated or real, and what the rules need to do with it and to see of it. */
export interface RuledPeerConnection extends NegotiatedPeerConnection {
  restartIce(): void;
}

export interface PeerConnectionMaker {
  /** One that will ask for a negotiation. */
  create(): RuledPeerConnection;
  /** Makes it want to negotiate something more. */
  want(peerConnection: RuledPeerConnection): void;
  /** Lets everything come to rest that goes on by itself. */
  settle(): Promise<void>;
}

/**
 * The rules of W3C webrtc-pc that perfect negotiation stands on. They run on
 * the simulated peer connection and on real ones, so that what the simulation
 * proves holds in a browser.
 */
export function peerConnectionRules(maker: PeerConnectionMaker): void {
  const { create, want, settle } = maker;

  test('an offer and its answer lead back to stable', async () => {
    const [left, right] = [create(), create()];
    await left.setLocalDescription();
    expect([left.localDescription?.type, left.signalingState]).toEqual(['offer', 'have-local-offer']);
    await right.setRemoteDescription(local(left));
    expect(right.signalingState).toBe('have-remote-offer');
    await right.setLocalDescription();
    expect([right.localDescription?.type, right.signalingState]).toEqual(['answer', 'stable']);
    await left.setRemoteDescription(local(right));
    expect(left.signalingState).toBe('stable');
  });

  test('a remote offer takes a local one back', async () => {
    const [left, right] = [create(), create()];
    await Promise.all([left.setLocalDescription(), right.setLocalDescription()]);
    await left.setRemoteDescription(local(right));
    expect(left.signalingState).toBe('have-remote-offer');
    await left.setLocalDescription();
    await right.setRemoteDescription(local(left));
    expect([left.signalingState, right.signalingState]).toEqual(['stable', 'stable']);
    expect([left.localDescription?.type, right.localDescription?.type]).toEqual(['answer', 'offer']);
  });

  test('an answer without an offer is an InvalidStateError', async () => {
    const [left, right] = await agreedPair(maker);
    await expect(left.setRemoteDescription(local(right))).rejects.toMatchObject({ name: 'InvalidStateError' });
  });

  test('a candidate before any remote description is an InvalidStateError', async () => {
    const early = { candidate: CANDIDATE, sdpMid: '0' };
    await expect(create().addIceCandidate(early)).rejects.toMatchObject({ name: 'InvalidStateError' });
  });

  test('the end of candidates is taken as null', async () => {
    const [left] = await agreedPair(maker);
    await expect(left.addIceCandidate(null)).resolves.toBeUndefined();
  });

  test('credentials outlast a renegotiation', async () => {
    const [left, right] = await agreedPair(maker);
    const before = [fragment(left), fragment(right)];
    await negotiate(right, left);
    expect([fragment(left), fragment(right)]).toEqual(before);
  });

  test('an ICE restart replaces the credentials of both ends', async () => {
    const [left, right] = await agreedPair(maker);
    const before = [fragment(left), fragment(right)];
    left.restartIce();
    await negotiate(left, right);
    expect(fragment(left)).not.toBe(before[0]);
    expect(fragment(right)).not.toBe(before[1]);
  });

  test('a restart that gave way to the other end needs no second one', async () => {
    const [left, right] = await agreedPair(maker);
    const asked = countNeeded(left);
    left.restartIce();
    right.restartIce();
    await settle();
    await left.setLocalDescription();
    await negotiate(right, left);
    await settle();
    expect(asked()).toBe(1);
  });

  test('what gave way to the other end is asked for again', async () => {
    const [left, right] = await agreedPair(maker);
    const asked = countNeeded(left);
    want(left);
    await settle();
    await left.setLocalDescription();
    await negotiate(right, left);
    await settle();
    expect(asked()).toBe(2);
  });

  test('an offer gives way to a restart of the other end, and is asked for again', async () => {
    const [left, right] = await agreedPair(maker);
    const asked = countNeeded(left);
    want(left);
    await settle();
    await left.setLocalDescription();
    right.restartIce();
    await right.setLocalDescription();
    await setRemoteOffer(left, local(right));
    await left.setLocalDescription();
    await right.setRemoteDescription(local(left));
    await settle();
    expect(asked()).toBe(2);
  });

  test('nothing is asked for while an offer is out, and then it is', async () => {
    const [left, right] = await agreedPair(maker);
    const asked = countNeeded(left);
    left.restartIce();
    await settle();
    await left.setLocalDescription();
    want(left);
    await settle();
    expect(asked()).toBe(1);
    await right.setRemoteDescription(local(left));
    await right.setLocalDescription();
    await left.setRemoteDescription(local(right));
    await settle();
    expect(asked()).toBe(2);
  });
}

const CANDIDATE = 'candidate:1 1 udp 2122260223 127.0.0.1 50000 typ host';

function local({ localDescription }: RuledPeerConnection): RTCSessionDescriptionInit {
  if (localDescription === null) throw new Error('there is no local description');
  return { type: localDescription.type, sdp: localDescription.sdp };
}

function fragment({ localDescription }: RuledPeerConnection): string {
  return usernameFragments(localDescription?.sdp ?? '').join();
}

async function negotiate(offerer: RuledPeerConnection, answerer: RuledPeerConnection): Promise<void> {
  await offerer.setLocalDescription();
  await answerer.setRemoteDescription(local(offerer));
  await answerer.setLocalDescription();
  await offerer.setRemoteDescription(local(answerer));
}

async function agreedPair({
  create,
  settle,
}: PeerConnectionMaker): Promise<[RuledPeerConnection, RuledPeerConnection]> {
  const [left, right] = [create(), create()];
  await negotiate(left, right);
  await settle();
  return [left, right];
}

function countNeeded(peerConnection: RuledPeerConnection): () => number {
  let count = 0;
  peerConnection.addEventListener('negotiationneeded', () => {
    count += 1;
  });
  return () => count;
}
