import { describe, expect, it } from 'vitest';
import { parseStunUrl, parseTurnUrl } from './ice-url.ts';

describe('a TURN URL', () => {
  it.each([
    ['turn:t.example', 't.example', 3478, 'udp'],
    ['turn:t.example?transport=udp', 't.example', 3478, 'udp'],
    ['turn:t.example:80?transport=tcp', 't.example', 80, 'tcp'],
    ['TURN:T.example?TRANSPORT=TCP', 'T.example', 3478, 'tcp'],
    ['turns:t.example', 't.example', 5349, 'tls'],
    ['turns:192.0.2.1:443?transport=tcp', '192.0.2.1', 443, 'tls'],
    ['turn:[2001:db8::1]:3478', '2001:db8::1', 3478, 'udp'],
  ])('%s is taken apart', (url, host, port, transport) => {
    expect(parseTurnUrl(url)).toEqual({ host, port, transport });
  });

  it.each([
    'stun:t.example',
    'turn://t.example',
    'turn:',
    'turn:user@t.example',
    'turn:t.example:0',
    'turn:t.example:65536',
    'turn:t.example?transport=sctp',
    'turn:t.example?transport=udp&x=1',
    'turn:[::1',
    'turn:[1:2]',
    'turn:::1',
    'turns:t.example?transport=udp',
  ])('is not %s', (url) => {
    expect(parseTurnUrl(url)).toBeNull();
  });
});

it.each([
  ['stun:s.example', { host: 's.example', port: 3478 }],
  ['stun:[2001:db8::1]:19302', { host: '2001:db8::1', port: 19_302 }],
  ['stun:s.example?transport=udp', null],
  ['stuns:s.example', null],
])('the STUN URL %s is %j', (url, expected) => {
  expect(parseStunUrl(url)).toEqual(expected);
});
