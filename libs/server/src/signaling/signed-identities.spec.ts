import { createHmac, randomBytes } from 'node:crypto';
import type { Ticket } from '@rtc-call/room';
import { describe, expect, it } from 'vitest';
import { SignedIdentities } from './signed-identities.ts';

const [one, other] = [randomBytes(32), randomBytes(32)];
const identities = new SignedIdentities(() => [one]);
const ticket: Ticket = {
  room: '통화.방'.repeat(16),
  participantId: identities.derive('participant', 'room', 'x'.repeat(64)),
  incarnation: identities.random(),
  sessionId: identities.random(),
  seat: 15,
  issuedAt: 1_893_456_000,
};

/** A token whose signature is right, whatever it says. */
function signed(payload: string): string {
  const encoded = Buffer.from(payload).toString('base64url');
  return `${encoded}.${createHmac('sha256', one).update(`ticket ${encoded}`).digest('base64url')}`;
}

/** Another character of base64url, different in the first of its six bits: the last ones may stand for nothing. */
function unlike(character: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(character) ^ 32] ?? 'A';
}

describe('a ticket', () => {
  it('comes back from its token, also at another server with the same secret', () => {
    const token = identities.issue(ticket);
    expect(new SignedIdentities(() => [Buffer.from(one)]).read(token)).toEqual(ticket);
    expect(token).toMatch(/^[\w.-]+$/);
    expect(token.length).toBeLessThan(1_024);
  });

  it('signed with an older secret of the ring is good, and newer ones are signed with the newest', () => {
    const ring = new SignedIdentities(() => [other, one]);
    expect(ring.read(identities.issue(ticket))).toEqual(ticket);
    expect(new SignedIdentities(() => [other]).read(ring.issue(ticket))).toEqual(ticket);
    expect(identities.read(ring.issue(ticket))).toBeNull();
  });

  it('is refused when anything about it was changed', () => {
    const token = identities.issue(ticket);
    for (let at = 0; at < token.length; at += 1) {
      const changed = token.slice(0, at) + unlike(token[at] ?? '') + token.slice(at + 1);
      expect(identities.read(changed), `character ${at}`).toBeNull();
    }
  });

  it.each([
    ['nothing', ''],
    ['no parts', 'abc'],
    ['too many parts', `${identities.issue(ticket)}.x`],
    ['an empty signature', `${identities.issue(ticket).split('.')[0]}.`],
    ['far too much', `${'A'.repeat(5_000)}.${'A'.repeat(43)}`],
    ['another form', signed('[1,"room","p","i","s",0,"t",0]')],
    ['another kind of value', signed('[2,"room","p","i","s","0","t",0]')],
    ['too few values', signed('[2,"room"]')],
    ['no list', signed('{}')],
  ])('is not found in %s', (_, token) => {
    expect(identities.read(token)).toBeNull();
  });
});

describe('a name', () => {
  it('follows from its parts, each of them, and the secret', () => {
    const name = identities.derive('a', 'b');
    expect(identities.derive('a', 'b')).toBe(name);
    expect(name).toMatch(/^[\w-]{22}$/);
    const others = [
      identities.derive('ab'),
      identities.derive('a', 'b', ''),
      identities.derive('a","b'),
      identities.derive('b', 'a'),
      new SignedIdentities(() => [other]).derive('a', 'b'),
      identities.random(),
    ];
    expect(new Set([name, ...others]).size).toBe(7);
  });
});
