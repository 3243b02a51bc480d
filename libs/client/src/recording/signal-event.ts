import { DescriptionType, type Signal } from '@rtc-call/contract';
import type { SignalContent, SignalEvent } from './call-event.ts';
import { candidateView } from './candidate-view.ts';

/** A signal to or from a participant as an event; null for one with something that this version does not know. */
export function signalEvent(
  direction: SignalEvent['direction'],
  participantId: string,
  { generation, negotiationId, payload }: Signal,
): SignalEvent | null {
  const content = contentOf(payload);
  return content && { type: 'signal', direction, participantId, generation, negotiationId, content };
}

function contentOf(payload: Signal['payload']): SignalContent | null {
  switch (payload.oneofKind) {
    case 'description': {
      const { type, sdp } = payload.description;
      if (type === DescriptionType.OFFER) return { kind: 'offer', sdp };
      return type === DescriptionType.ANSWER ? { kind: 'answer', sdp } : null;
    }
    case 'candidate': {
      const line = payload.candidate.candidate;
      return line === '' ? { kind: 'end-of-candidates' } : { kind: 'candidate', candidate: candidateView(line) };
    }
    case 'endOfCandidates':
      return { kind: 'end-of-candidates' };
    case undefined:
      return { kind: 'greeting' };
  }
}
