import { type Candidate, type Description, DescriptionType, type Signal } from '@rtc-call/contract';
import type { NegotiatedDescription, NegotiationMessage } from '../negotiation/negotiation-message.ts';
import type { LinkIdentity } from './link-identity.ts';

/** What a negotiation says, as the contract carries it. */
export function toSignal(message: NegotiationMessage, identity: LinkIdentity): Signal {
  return { ...identity, negotiationId: message.id, payload: toPayload(message) };
}

/** What says no more than that this end of a link is here. */
export function greeting(identity: LinkIdentity): Signal {
  return { ...identity, negotiationId: '', payload: { oneofKind: undefined } };
}

/** What a signal says to a negotiation; null for what this version does not know, which is passed over. */
export function fromSignal({ negotiationId: id, payload }: Signal): NegotiationMessage | null {
  switch (payload.oneofKind) {
    case 'description': {
      const description = fromDescription(payload.description);
      return description && { type: 'description', id, description };
    }
    case 'candidate':
      return { type: 'candidate', id, candidate: fromCandidate(payload.candidate) };
    case 'endOfCandidates':
      return { type: 'candidate', id, candidate: null };
    case undefined:
      return null;
  }
}

function toPayload(message: NegotiationMessage): Signal['payload'] {
  if (message.type === 'description') {
    return { oneofKind: 'description', description: toDescription(message.description) };
  }
  if (message.candidate === null) return { oneofKind: 'endOfCandidates', endOfCandidates: {} };
  return { oneofKind: 'candidate', candidate: toCandidate(message.candidate) };
}

function toDescription({ type, sdp, media, after }: NegotiatedDescription): Description {
  return {
    type: type === 'offer' ? DescriptionType.OFFER : DescriptionType.ANSWER,
    sdp,
    media: [...media],
    ...(after !== undefined && { after }),
  };
}

function fromDescription({ type, sdp, media, after }: Description): NegotiatedDescription | null {
  if (type === DescriptionType.OFFER) return { type: 'offer', sdp, media, ...(after !== undefined && { after }) };
  if (type === DescriptionType.ANSWER) return { type: 'answer', sdp, media };
  return null;
}

/** A field that the browser leaves null is left out. */
function toCandidate({ candidate = '', sdpMid, sdpMLineIndex, usernameFragment }: RTCIceCandidateInit): Candidate {
  return {
    candidate,
    ...(sdpMid != null && { sdpMid }),
    ...(sdpMLineIndex != null && { sdpMLineIndex }),
    ...(usernameFragment != null && { usernameFragment }),
  };
}

/** An empty candidate is the other way in which browsers tell the end. */
function fromCandidate(candidate: Candidate): RTCIceCandidateInit | null {
  if (candidate.candidate === '') return null;
  return {
    candidate: candidate.candidate,
    sdpMid: candidate.sdpMid ?? null,
    sdpMLineIndex: candidate.sdpMLineIndex ?? null,
    usernameFragment: candidate.usernameFragment ?? null,
  };
}
