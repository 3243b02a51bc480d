import { roomFault } from '@rtc-call/client';
import { describe, expect, it } from 'vitest';
import { readableAddress } from './readable-address.ts';
import { callAddress, toRoomName } from './room-name.ts';
import { suggestRoom } from './suggest-room.ts';

it.each([
  ['  weekly ', 'weekly'],
  ['our weekly  meeting', 'our-weekly-meeting'],
  ['주간 회의', '주간-회의'],
  ['e\u0301te\u0301', '\u00e9t\u00e9'],
])('makes a room’s name of %j', (typed, expected) => {
  expect(toRoomName(typed)).toBe(expected);
  expect(roomFault(expected)).toBeNull();
});

describe('the link', () => {
  it.each([
    ['calm-river-42', 'http://localhost:8080/call?room=calm-river-42', 'http://localhost:8080/call?room=calm-river-42'],
    ['회의', 'http://localhost:8080/call?room=%ED%9A%8C%EC%9D%98', 'http://localhost:8080/call?room=회의'],
    ['a&b=c', 'http://localhost:8080/call?room=a%26b%3Dc', 'http://localhost:8080/call?room=a%26b%3Dc'],
  ])('to %s leads there, and can be read', (room, expected, readable) => {
    const address = callAddress('http://localhost:8080', room);
    expect(address).toBe(expected);
    expect(readableAddress(address)).toBe(readable);
    expect(new URL(readable).searchParams.get('room')).toBe(room);
  });

  it('leaves alone what is no text', () => {
    expect(readableAddress('/call?room=%FF%ED%9A')).toBe('/call?room=%FF%ED%9A');
  });
});

describe('a suggestion', () => {
  it('is a room’s name, from the first to the last there is', () => {
    for (const pick of [() => 0, (limit: number) => limit - 1]) {
      const room = suggestRoom(pick);
      expect(room).toMatch(/^[a-z]+-[a-z]+-\d\d$/);
      expect(roomFault(room)).toBeNull();
    }
  });

  it('is another one each time, as a rule', () => {
    expect(new Set(Array.from({ length: 20 }, () => suggestRoom())).size).toBeGreaterThan(10);
  });
});
