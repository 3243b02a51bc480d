import type { ClientMessage, Profile, Signal } from '@rtc-call/contract';

/** A signal message, told apart from others by its negotiation id. */
export function signalTo(to: string, negotiationId: string, toIncarnation = ''): ClientMessage['message'] {
  const signal: Signal = {
    link: 'main',
    generation: 1,
    negotiationId,
    payload: { oneofKind: 'description', description: { type: 1, sdp: 'v=0', media: [] } },
  };
  return { oneofKind: 'signal', signal: { to, toIncarnation, signal } };
}

export function profileOf(displayName: string): Profile {
  return { displayName, microphoneOn: true, cameraOn: false };
}

export function heartbeatAnswer(id: number): ClientMessage['message'] {
  return { oneofKind: 'heartbeatAnswer', heartbeatAnswer: { id } };
}
