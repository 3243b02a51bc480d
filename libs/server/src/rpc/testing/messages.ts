import {
  type ClientMessage,
  type Description,
  DescriptionType,
  type JoinRequest,
  type Profile,
} from '@rtc-call/contract';

/** Asks to join as somebody new. */
export function joinRequest(room = 'room', change: Partial<JoinRequest> = {}): JoinRequest {
  return { room, profile: profileOf('Ann'), joinId: '', ...change };
}

export function profileOf(displayName: string): Profile {
  return { displayName, microphoneOn: true, cameraOn: false };
}

/** A signal message, told apart from others by its negotiation id. */
export function signalTo(to: string, negotiationId: string, sdp = 'v=0'): ClientMessage['message'] {
  const description: Description = { type: DescriptionType.OFFER, sdp, media: [] };
  const payload = { oneofKind: 'description' as const, description };
  const signal = { link: 'main', generation: 1, negotiationId, payload };
  return { oneofKind: 'signal', signal: { to, toIncarnation: '', signal } };
}
