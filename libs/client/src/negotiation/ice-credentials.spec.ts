import { expect, test } from 'vitest';
import { credentialsAfter, usernameFragments } from './ice-credentials.ts';

const sdp = (...fragments: string[]) => fragments.map((fragment) => `m=audio\r\na=ice-ufrag:${fragment}\r\n`).join('');

test.each([
  ['none', 'v=0\r\n', []],
  ['one that all sections share', sdp('x+/1', 'x+/1'), ['x+/1']],
  ['one for each section', sdp('a', 'b'), ['a', 'b']],
  ['lines that end without a carriage return', 'a=ice-ufrag:a\na=mid:0\n', ['a']],
])('the username fragments of a description: %s', (_, text, expected) => {
  expect(usernameFragments(text)).toEqual(expected);
});

test('the first description brings credentials', () => {
  expect(credentialsAfter(null, 'p1', sdp('a'))).toEqual({ negotiationId: 'p1', fragments: ['a'] });
});

test('a description with the same ones, or fewer of them, brings none', () => {
  const current = { negotiationId: 'p1', fragments: ['a', 'b'] };
  expect(credentialsAfter(current, 'p2', sdp('b', 'a'))).toBe(current);
  expect(credentialsAfter(current, 'p2', sdp('a'))).toBe(current);
});

test('a description with others, as after an ICE restart, brings new ones', () => {
  const current = { negotiationId: 'p1', fragments: ['a'] };
  expect(credentialsAfter(current, 'i1', sdp('c'))).toEqual({ negotiationId: 'i1', fragments: ['c'] });
});
