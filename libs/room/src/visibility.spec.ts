import { LeaveReason, Signal } from '@rtc-call/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RoomEvent } from './event.ts';
import type { LogEntry } from './log.ts';
import { isFor, shownTo } from './visibility.ts';

const joined: RoomEvent = { kind: 'joined', participant: { id: 'a' } };
const updated: RoomEvent = {
  kind: 'updated',
  participantId: 'a',
  profile: { displayName: '', microphoneOn: true, cameraOn: true },
};
const left: RoomEvent = { kind: 'left', participantId: 'a', reason: LeaveReason.LEFT };
const signal: RoomEvent = { kind: 'signal', from: 'a', to: 'b', signal: Signal.create() };

describe('isFor', () => {
  it.each([
    ['a joining', joined, { a: false, b: true, c: true }],
    ['an update', updated, { a: true, b: true, c: true }],
    ['a leaving', left, { a: false, b: true, c: true }],
    ['a signal', signal, { a: false, b: true, c: false }],
  ])('tells %s to whom it concerns', (_, event, readers) => {
    for (const [reader, expected] of Object.entries(readers)) expect(isFor(event, reader)).toBe(expected);
  });
});

describe('shownTo', () => {
  it('leaves out what is for others, and chains what is left', async () => {
    const event = fc.constantFrom(joined, updated, left, signal);
    await fc.assert(
      fc.asyncProperty(fc.array(event), fc.nat(50), fc.constantFrom('a', 'b', 'c'), async (events, start, reader) => {
        const entries = events.map((happened, index): LogEntry => ({ position: start + index + 1, event: happened }));
        const shown = [];
        const log = (async function* () {
          yield* entries;
        })();
        for await (const entry of shownTo(reader, log, start)) shown.push(entry);
        const expected = entries.filter((entry) => isFor(entry.event, reader));
        expect(shown.map(({ position }) => position)).toEqual(expected.map(({ position }) => position));
        expect(shown.map(({ previous }) => previous)).toEqual(
          [start, ...expected.map(({ position }) => position)].slice(0, expected.length),
        );
      }),
    );
  });
});
