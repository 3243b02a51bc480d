import { expect, it } from 'vitest';
import { PlainIdentities } from './plain-identities.ts';

const ticket = { room: 'r', participantId: 'p', incarnation: 'i', sessionId: 's', seat: 1, stream: 't', issuedAt: 2 };

it('reads its tokens, and those of another one, and nothing else', () => {
  expect(new PlainIdentities('other').read(new PlainIdentities().issue(ticket))).toEqual(ticket);
  for (const token of ['', 'x', 'null', '1', '{}', JSON.stringify({ ...ticket, seat: '1' })]) {
    expect(new PlainIdentities().read(token)).toBeNull();
  }
});

it('derives the same from the same, and random names that are each another', () => {
  const [one, other] = [new PlainIdentities('one'), new PlainIdentities('other')];
  expect(one.derive('a', 'b')).toBe(other.derive('a', 'b'));
  const names = [
    one.derive('a', 'b'),
    one.derive('a', 'c'),
    one.derive('ab'),
    one.derive('b', 'a'),
    one.derive('a', 'b', ''),
  ];
  const random = [one.random(), one.random(), other.random(), other.random()];
  expect(new Set([...names, ...random]).size).toBe(names.length + random.length);
});
