import { DescriptionType, MediaSource, Signal } from '@rtc-call/contract';
import { expect, test } from 'vitest';
import type { NegotiationMessage } from '../negotiation/negotiation-message.ts';
import { isFor } from './link-identity.ts';
import { fromSignal, toSignal } from './link-signal.ts';

const identity = { link: 'main', generation: 3, epoch: 'epoch' };

const messages: [string, NegotiationMessage][] = [
  [
    'an offer',
    {
      type: 'description',
      id: 'p1',
      description: { type: 'offer', sdp: 'v=0\r\n', media: [{ mid: '0', source: MediaSource.MICROPHONE }] },
    },
  ],
  [
    'an offer that builds on another',
    { type: 'description', id: 'p2', description: { type: 'offer', sdp: 'v=0\r\n', media: [], after: 'i1' } },
  ],
  ['an answer', { type: 'description', id: 'p1', description: { type: 'answer', sdp: 'v=0\r\n', media: [] } }],
  [
    'a candidate',
    {
      type: 'candidate',
      id: 'p1',
      candidate: { candidate: 'candidate:1', sdpMid: '0', sdpMLineIndex: 0, usernameFragment: 'u' },
    },
  ],
  [
    'a candidate with less said of it',
    {
      type: 'candidate',
      id: 'p1',
      candidate: { candidate: 'candidate:1', sdpMid: null, sdpMLineIndex: null, usernameFragment: null },
    },
  ],
  ['the end of candidates', { type: 'candidate', id: 'p1', candidate: null }],
];

test.each(messages)('%s arrives as it was sent', (_, message) => {
  const signal = Signal.fromBinary(Signal.toBinary(toSignal(message, identity)));
  expect(fromSignal(signal)).toEqual(message);
  expect(signal).toMatchObject({ link: 'main', generation: 3, epoch: 'epoch', negotiationId: message.id });
});

test.each<[string, Signal['payload']]>([
  ['a payload', { oneofKind: undefined }],
  [
    'a kind of description',
    { oneofKind: 'description', description: { type: DescriptionType.UNSPECIFIED, sdp: '', media: [] } },
  ],
])('%s that is not known is passed over', (_, payload) => {
  expect(fromSignal({ ...identity, negotiationId: 'p1', payload })).toBeNull();
});

test('an empty candidate is the end of candidates', () => {
  const payload: Signal['payload'] = { oneofKind: 'candidate', candidate: { candidate: '' } };
  expect(fromSignal({ ...identity, negotiationId: 'p1', payload })).toMatchObject({ candidate: null });
});

test.each([
  ['main', 3, true],
  ['main', 2, false],
  ['main', 4, false],
  ['other', 3, false],
])('a signal for %s, generation %d, is for this link: %s', (link, generation, expected) => {
  expect(isFor({ link, generation, negotiationId: '', payload: { oneofKind: undefined } }, identity)).toBe(expected);
});
