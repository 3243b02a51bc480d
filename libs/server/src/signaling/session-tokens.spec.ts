import { expect, it } from 'vitest';
import { SessionTokens } from './session-tokens.ts';

it('proves a session, and no other one', () => {
  const tokens = new SessionTokens();
  const token = tokens.issue('session');
  expect(tokens.verify('session', token)).toBe(true);
  expect(tokens.verify('another', token)).toBe(false);
  expect(tokens.verify('session', '')).toBe(false);
  expect(tokens.verify('session', token.slice(0, -2))).toBe(false);
  expect(tokens.verify('session', `${token}AA`)).toBe(false);
});

it('knows its tokens by its secret', () => {
  const secret = new Uint8Array(32).fill(7);
  const token = new SessionTokens(secret).issue('session');
  expect(new SessionTokens(secret).verify('session', token)).toBe(true);
  expect(new SessionTokens().verify('session', token)).toBe(false);
});
