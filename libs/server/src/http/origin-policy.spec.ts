import { expect, it } from 'vitest';
import { createOriginPolicy } from './origin-policy.ts';

const admits = createOriginPolicy(['https://example.com', 'http://localhost:3000']);

type Case = readonly [origin: string | undefined, authority: string | undefined, expected: boolean, because: string];

it.each<Case>([
  ['https://example.com', 'calls.example', true, 'it is on the list'],
  ['http://localhost:3000', 'localhost:8080', true, 'it is on the list'],
  ['http://localhost:8080', 'localhost:8080', true, 'it is the server itself'],
  ['https://calls.example', 'calls.example', true, 'it is the server itself'],
  ['https://calls.example', 'calls.example:443', true, 'the port is the usual one'],
  ['https://[::1]:8080', '[::1]:8080', true, 'it is the server itself'],
  [undefined, 'localhost:8080', true, 'no page of another origin leaves its origin out'],
  ['https://example.com:8443', 'calls.example', false, 'the port differs'],
  ['http://example.com', 'calls.example', false, 'the scheme differs from the one on the list'],
  ['https://www.example.com', 'calls.example', false, 'the host differs'],
  ['https://example.com.evil.example', 'calls.example', false, 'it only begins alike'],
  ['http://localhost:8081', 'localhost:8080', false, 'the port differs from the own'],
  ['http://127.0.0.1:8080', 'localhost:8080', false, 'another name is another origin'],
  ['null', 'localhost:8080', false, 'it is nobody'],
  ['file://localhost:8080', 'localhost:8080', false, 'the scheme is not of the web'],
  ['https://calls.example', undefined, false, 'the request does not say whom it was sent to'],
  ['nonsense', 'nonsense', false, 'it is no origin'],
])('%s towards %s: %s, because %s', (origin, authority, expected) => {
  expect(admits(origin, authority)).toBe(expected);
});
