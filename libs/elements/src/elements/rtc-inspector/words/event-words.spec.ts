import type { CallEvent, CallHappening } from '@rtc-call/client';
import { describe, expect, it } from 'vitest';
import { callStory } from '../testing/call-story.ts';
import { ENGLISH_INSPECTOR } from './english.ts';
import { eventWords } from './event-words.ts';

const wordsOf = (happening: CallHappening) => eventWords({ at: 0, ...happening }, () => 'Mina', ENGLISH_INSPECTOR);
const LINK = { participantId: 'p', generation: 2 } as const;

describe('the words of an event', () => {
  it.each<[CallHappening, string]>([
    [
      { type: 'phase', phase: 'failed', connection: null, error: { code: 'room-full', message: 'Six are in it.' } },
      'Failed: Six are in it.',
    ],
    [{ type: 'phase', phase: 'joined', connection: 'reconnecting', error: null }, 'Out of touch with the server'],
    [{ type: 'stream', state: 'opening', resuming: true, reason: null }, 'Resume'],
    [
      { type: 'stream', state: 'lost', resuming: false, reason: { code: 'media-stalled', message: null } },
      'Connection lost: media stalled',
    ],
    [
      { type: 'stream', state: 'refused', resuming: false, reason: { code: 'ended', message: 'Six are in it.' } },
      'Refused: Six are in it.',
    ],
    [{ type: 'participant', change: 'came', participantId: 'p', displayName: '' }, '\u2068Guest\u2069 is in the room'],
    [{ type: 'source', kind: 'camera', state: 'failed', reason: 'denied' }, 'Camera failed: denied'],
    [{ type: 'link', change: 'made', ...LINK }, 'Link 2 made beside the one before'],
    [{ type: 'link', change: 'leads', ...LINK }, 'Link 2 takes over'],
    [
      { type: 'signal', direction: 'sent', negotiationId: '', content: { kind: 'greeting' }, ...LINK },
      'Ready for a link · link 2',
    ],
    [{ type: 'connection', part: 'ice', state: 'failed', ...LINK }, 'No path was found · link 2'],
    [{ type: 'link-status', participantId: 'p', status: 'interrupted' }, 'Interrupted · \u2068Mina\u2069'],
    [
      { type: 'report', participantId: 'p', code: 'camera-refused', message: 'OverconstrainedError' },
      'The track of the camera was refused: OverconstrainedError',
    ],
    [{ type: 'report', participantId: 'p', code: 'fault', message: '' }, 'Something went wrong'],
    [{ type: 'omitted', count: 7 }, '7 events were not kept here.'],
  ])('%o', (happening, words) => {
    expect(wordsOf(happening)).toBe(words);
  });

  it('name a candidate that cannot be read as unknown, and a relay by the way to it', () => {
    const candidate = { type: null, protocol: null, address: null, port: null, line: 'candidate:?' };
    const signal = {
      type: 'signal',
      direction: 'sent',
      negotiationId: 'p1',
      participantId: 'p',
      generation: 1,
    } as const;
    expect(wordsOf({ ...signal, content: { kind: 'candidate', candidate } })).toBe('Candidate: –');
    const pair = callStory().find((event): event is Extract<CallEvent, { type: 'pair' }> => event.type === 'pair');
    if (pair === undefined) throw new Error('There is no pair.');
    const local = { ...pair.pair.local, type: 'relay', relayProtocol: 'tls' } as const;
    expect(wordsOf({ ...pair, pair: { ...pair.pair, local } })).toBe('Path: relay TLS ↔ server-reflexive UDP');
  });
});
