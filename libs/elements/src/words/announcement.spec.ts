import type { CallSnapshot } from '@rtc-call/client';
import { expect, it } from 'vitest';
import { EMPTY_SNAPSHOT } from '../context/empty-snapshot.ts';
import { joinedWith, participant, RETURNING } from '../testing/snapshots.ts';
import { announcement } from './announcement.ts';
import { ENGLISH } from './strings.ts';

const mina = participant('1', 'Mina');
const park = participant('2', '박지원');
const nameless = participant('3', '');
const room = (...people: (typeof mina)[]): CallSnapshot => ({ ...EMPTY_SNAPSHOT, ...joinedWith(...people) });

it.each([
  {
    what: 'entering an empty room',
    before: EMPTY_SNAPSHOT,
    now: room(),
    words: 'You joined. Nobody else is here yet.',
  },
  { what: 'entering', before: EMPTY_SNAPSHOT, now: room(mina, park), words: 'You joined. Also here: Mina, 박지원.' },
  {
    what: 'coming back after a reload',
    before: { ...EMPTY_SNAPSHOT, phase: RETURNING },
    now: room(mina),
    words: 'You are back. Also here: Mina.',
  },
  {
    what: 'coming back to an empty room',
    before: { ...EMPTY_SNAPSHOT, phase: RETURNING },
    now: room(),
    words: 'You are back. Nobody else is here.',
  },
  { what: 'somebody coming', before: room(mina), now: room(mina, park), words: '박지원 joined.' },
  { what: 'somebody going', before: room(mina, park), now: room(park), words: 'Mina left.' },
  { what: 'both at once', before: room(mina), now: room(nameless), words: 'Guest joined. Mina left.' },
  { what: 'a mere mute', before: room(mina), now: room({ ...mina, microphoneOn: false }), words: '' },
  { what: 'somebody being away', before: room(mina), now: room({ ...mina, presence: 'away' }), words: '' },
  {
    what: 'somebody coming back from that',
    before: room({ ...mina, presence: 'away' }),
    now: room({ ...mina, link: 'connecting' }),
    words: '',
  },
  { what: 'leaving', before: room(mina), now: EMPTY_SNAPSHOT, words: '' },
])('announces $what', ({ before, now, words }) => {
  expect(announcement(before, now, ENGLISH)).toBe(words);
});
