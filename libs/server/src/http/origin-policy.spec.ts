import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { createOriginPolicy } from './origin-policy.ts';

const allowed = ['https://example.com', 'http://localhost:3000'];
const plain = createOriginPolicy({ allowed, secure: false, host: 'Calls.internal' });
const secure = createOriginPolicy({ allowed, secure: true, host: '::' });
const machine = hostname().toLowerCase();

type Case = readonly [origin: string | undefined, authority: string | undefined, expected: boolean, because: string];

/** What holds with TLS and without. */
const anyway: readonly Case[] = [
  ['https://example.com', 'calls.example', true, 'it is on the list'],
  ['http://localhost:3000', 'localhost:8080', true, 'it is on the list'],
  [undefined, 'localhost:8080', true, 'no page of another origin leaves its origin out'],
  ['https://example.com:8443', 'calls.example', false, 'the port differs'],
  ['http://example.com', 'calls.example', false, 'the scheme differs from the one on the list'],
  ['https://www.example.com', 'calls.example', false, 'the host differs'],
  ['https://example.com.evil.example', 'calls.example', false, 'it only begins alike'],
  ['null', 'localhost:8080', false, 'it is nobody'],
  ['null', 'null', false, 'it is nobody'],
  ['file://localhost:8080', 'localhost:8080', false, 'the scheme is not of the web'],
  ['https://calls.example', undefined, false, 'the request does not say whom it was sent to'],
  ['nonsense', 'nonsense', false, 'it is no origin'],
  ['', '', false, 'it is no origin'],
];

describe('over plain HTTP', () => {
  it.each<Case>([
    ...anyway,
    ['http://localhost:8080', 'localhost:8080', true, 'it is the server itself'],
    ['http://localhost', 'localhost:80', true, 'the port is the usual one'],
    ['http://calls.localhost:8080', 'calls.localhost:8080', true, 'the name is always loopback'],
    ['http://192.0.2.7:8080', '192.0.2.7:8080', true, 'an address needs no name to be found by'],
    ['http://[::1]:8080', '[::1]:8080', true, 'an address needs no name to be found by'],
    [`http://${machine}:8080`, `${machine}:8080`, true, 'it is the name of this machine'],
    ['http://calls.internal:8080', 'calls.internal:8080', true, 'it is the name that --host gave'],
    ['http://evil.example:8080', 'evil.example:8080', false, 'any name can be made to point here'],
    ['http://localhost.evil.example', 'localhost.evil.example', false, 'any name can be made to point here'],
    ['http://192.0.2.7.evil.example', '192.0.2.7.evil.example', false, 'any name can be made to point here'],
    ['https://calls.example', 'calls.example', false, 'what a proxy is called must be on the list'],
    ['https://localhost:8080', 'localhost:8080', false, 'the server speaks no TLS'],
    ['http://localhost:8081', 'localhost:8080', false, 'the port differs from the own'],
    ['http://127.0.0.1:8080', 'localhost:8080', false, 'another name is another origin'],
    ['http://LOCALHOST:8080', 'localhost:8080', false, 'no browser writes it so'],
    ['http://localhost:8080/', 'localhost:8080', false, 'no browser writes it so'],
    ['http://localhost:80', 'localhost:80', false, 'no browser writes it so'],
    ['http://user@localhost:8080', 'localhost:8080', false, 'no browser writes it so'],
  ])('%s towards %s: %s, because %s', (origin, authority, expected) => {
    expect(plain(origin, authority)).toBe(expected);
  });
});

describe('over TLS', () => {
  it.each<Case>([
    ...anyway,
    ['https://calls.example', 'calls.example', true, 'the certificate vouches for the name'],
    ['https://calls.example', 'calls.example:443', true, 'the port is the usual one'],
    ['https://[::1]:8080', '[::1]:8080', true, 'it is the server itself'],
    ['http://calls.example', 'calls.example', false, 'a page without TLS may be anybody’s'],
    ['http://localhost:8080', 'localhost:8080', false, 'a page without TLS may be anybody’s'],
    ['https://CALLS.example', 'calls.example', false, 'no browser writes it so'],
    ['https://calls.example:443', 'calls.example:443', false, 'no browser writes it so'],
  ])('%s towards %s: %s, because %s', (origin, authority, expected) => {
    expect(secure(origin, authority)).toBe(expected);
  });
});
