import { describe, expect, it } from 'vitest';
import type { RoomEvent } from './event.ts';
import { joined, left, person, signal } from './log-suite/events.ts';
import { isFor } from './visibility.ts';

const reader = (participantId: string, incarnation = `${participantId}-1`) => ({ participantId, incarnation });
const to = (toIncarnation: string): RoomEvent => ({ ...signal('a', 'b', '1'), toIncarnation }) as RoomEvent;

describe('isFor', () => {
  it.each<[string, RoomEvent, { a: boolean; b: boolean; c: boolean }]>([
    ['a coming', joined('a'), { a: false, b: true, c: true }],
    ['a return', { kind: 'returned', participant: person('a') }, { a: false, b: true, c: true }],
    ['an update', { kind: 'updated', participant: person('a') }, { a: true, b: true, c: true }],
    ['an absence', { kind: 'away', participantId: 'a', attempt: 2 }, { a: false, b: true, c: true }],
    ['a leaving', left('a'), { a: false, b: true, c: true }],
    ['the settling', { kind: 'settled' }, { a: true, b: true, c: true }],
    ['a signal', signal('a', 'b', '1'), { a: false, b: true, c: false }],
    [
      'a stream',
      { kind: 'attached', participantId: 'a', stream: 's', session: 't', attempt: 1, cameWith: null },
      { a: false, b: false, c: false },
    ],
    ['a place', { kind: 'released', participantId: 'a' }, { a: false, b: false, c: false }],
  ])('tells %s to whom it concerns', (_, event, expected) => {
    for (const id of ['a', 'b', 'c'] as const) expect(isFor(event, reader(id))).toBe(expected[id]);
  });

  it('tells a signal to the incarnation that it is for, or to whichever', () => {
    expect(isFor(to('b-1'), reader('b'))).toBe(true);
    expect(isFor(to('b-0'), reader('b'))).toBe(false);
    expect(isFor(to(''), reader('b', 'b-7'))).toBe(true);
  });
});
