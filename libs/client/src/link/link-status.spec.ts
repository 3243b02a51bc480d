import { expect, test } from 'vitest';
import type { LinkStatus } from '../call/snapshot.ts';
import type { LinkFacts } from './link-facts.ts';
import { linkStatus } from './link-status.ts';

const facts: LinkFacts = {
  connectionState: 'connected',
  wasConnected: true,
  control: 'heard',
  wasHeard: true,
  negotiationFailed: false,
};

test.each<[string, Partial<LinkFacts>, LinkStatus]>([
  ['new', { connectionState: 'new', wasConnected: false }, 'connecting'],
  ['looking for a path', { connectionState: 'connecting', wasConnected: false }, 'connecting'],
  ['without its first path yet', { connectionState: 'disconnected', wasConnected: false }, 'connecting'],
  ['connected', {}, 'connected'],
  ['connected, and nothing is heard', { control: 'silent' }, 'interrupted'],
  ['connected, and closed by the other end', { control: 'closed' }, 'interrupted'],
  ['connected, and waits for an answer', { control: 'asking' }, 'connected'],
  ['disconnected', { connectionState: 'disconnected' }, 'interrupted'],
  ['connecting again', { connectionState: 'connecting' }, 'interrupted'],
  ['failed', { connectionState: 'failed' }, 'failed'],
  ['failed at the first try', { connectionState: 'failed', wasConnected: false }, 'failed'],
  ['closed', { connectionState: 'closed' }, 'failed'],
  ['of no use, because nothing can be negotiated', { negotiationFailed: true }, 'failed'],
])('a link that is %s', (_, some, expected) => {
  expect(linkStatus({ ...facts, ...some })).toBe(expected);
});
