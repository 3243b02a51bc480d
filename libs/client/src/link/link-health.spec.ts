import { expect, test } from 'vitest';
import type { LinkFacts } from './link-facts.ts';
import { type LinkHealth, linkHealth } from './link-health.ts';

const facts: LinkFacts = {
  connectionState: 'connected',
  wasConnected: true,
  control: 'heard',
  wasHeard: true,
  negotiationFailed: false,
};

test.each<[string, Partial<LinkFacts>, LinkHealth]>([
  ['new', { connectionState: 'new', wasConnected: false, control: null, wasHeard: false }, 'starting'],
  ['looking for a path', { connectionState: 'connecting', wasConnected: false, wasHeard: false }, 'starting'],
  ['connected, and the other end has yet to be heard', { control: 'asking', wasHeard: false }, 'connected'],
  ['connected and heard', {}, 'proven'],
  ['connected, and asks', { control: 'asking' }, 'proven'],
  ['connected, and nothing comes', { control: 'silent' }, 'stalled'],
  ['disconnected, and still heard', { connectionState: 'disconnected' }, 'connected'],
  ['disconnected, and nothing comes', { connectionState: 'disconnected', control: 'silent' }, 'stalled'],
  ['failed', { connectionState: 'failed', control: 'silent' }, 'failed'],
  ['closed by this end', { connectionState: 'closed' }, 'failed'],
  ['closed by the other end', { control: 'closed' }, 'closed'],
  ['closed by the other end, and failed since', { connectionState: 'failed', control: 'closed' }, 'closed'],
  ['of no use, because nothing can be negotiated', { negotiationFailed: true }, 'failed'],
])('a link that is %s', (_, some, expected) => {
  expect(linkHealth({ ...facts, ...some })).toBe(expected);
});
