import { LeaveReason } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { type DeadlineChanges, type DeadlineKey, deadlineKey, deadlinesOf, parseDeadline } from './deadline.ts';
import type { RoomEvent } from './event.ts';
import { joined, left, person, signal } from './log-suite/events.ts';

const terms = { presence: 1, away: 2, place: 3, settling: 4 };
const attached: RoomEvent = {
  kind: 'attached',
  participantId: 'a',
  stream: 's',
  session: 't',
  attempt: 1,
  cameWith: null,
};

describe('a deadline', () => {
  it.each<DeadlineKey>(['presence:a', 'away:a', 'place:a', 'settling', 'presence:a:b'])(
    'is known by its name, %s',
    (key) => {
      const deadline = parseDeadline(key);
      expect(deadline && deadlineKey(deadline)).toBe(key);
    },
  );

  it.each(['', 'presence:', 'presence', 'settling:a', 'lease:a', 'a'])('is not named %j', (key) => {
    expect(parseDeadline(key)).toBeNull();
  });
});

describe('the deadlines of entries', () => {
  it.each<[string, RoomEvent[], Partial<DeadlineChanges>]>([
    ['a coming', [joined('a'), attached], { set: { 'presence:a': 1 }, drop: ['away:a', 'place:a'] }],
    [
      'a return',
      [{ kind: 'returned', participant: person('a') }, attached],
      { set: { 'presence:a': 1 }, drop: ['away:a', 'place:a'] },
    ],
    ['another stream', [attached], { set: { 'presence:a': 1 } }],
    ['an absence', [{ kind: 'away', participantId: 'a', attempt: 2 }], { set: { 'away:a': 2 } }],
    ['a leaving', [left('a')], { drop: ['presence:a', 'away:a'] }],
    [
      'a leaving that keeps the place',
      [{ kind: 'left', participantId: 'a', reason: LeaveReason.DISCONNECTED, keepsPlace: true }],
      { set: { 'place:a': 3 }, drop: ['presence:a', 'away:a'] },
    ],
    ['a place that is free', [{ kind: 'released', participantId: 'a' }], { drop: ['place:a'] }],
    ['the settling', [{ kind: 'settled' }], { drop: ['settling'] }],
    ['a signal and an update', [signal('a', 'b', '1'), { kind: 'updated', participant: person('a') }], {}],
    [
      'a leaving right after the coming',
      [joined('a'), attached, left('a')],
      { drop: ['away:a', 'place:a', 'presence:a'] },
    ],
    [
      'a return right after an absence',
      [
        { kind: 'away', participantId: 'a', attempt: 2 },
        { kind: 'returned', participant: person('a') },
      ],
      { drop: ['away:a', 'place:a'] },
    ],
  ])('of %s', (_, events, expected) => {
    expect(deadlinesOf(events, terms, false)).toEqual({ set: {}, drop: [], ...expected });
  });

  it('that begin an epoch bring its settling', () => {
    expect(deadlinesOf([joined('a'), attached], terms, true).set).toEqual({ settling: 4, 'presence:a': 1 });
  });
});
