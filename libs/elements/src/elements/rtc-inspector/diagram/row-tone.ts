import type { CallEvent } from '@rtc-call/client';
import type { RowTone } from './diagram.ts';

/** What an event means for the call. */
export function toneOf(event: CallEvent): RowTone {
  switch (event.type) {
    case 'phase':
      if (event.phase === 'failed' || event.connection === 'reconnecting') return 'bad';
      return event.phase === 'joined' ? 'good' : 'plain';
    case 'stream':
      if (event.state === 'lost' || event.state === 'refused') return 'bad';
      return 'plain';
    case 'source':
      return event.state === 'failed' ? 'bad' : 'minor';
    case 'signal':
      return event.content.kind === 'offer' || event.content.kind === 'answer' ? 'plain' : 'minor';
    case 'link-status':
      return event.status === 'connected' ? 'good' : 'bad';
    case 'connection':
      if (event.state === 'failed' || event.state === 'disconnected') return 'bad';
      return event.part === 'gathering' ? 'minor' : 'plain';
    case 'first-media':
      return event.step === 'decoded' ? 'good' : 'minor';
    case 'candidate-error':
    case 'report':
      return 'bad';
    case 'link':
      return event.change === 'leads' ? 'good' : 'minor';
    case 'participant':
    case 'pair':
      return 'plain';
    case 'omitted':
    case 'statistics':
      return 'minor';
  }
}
