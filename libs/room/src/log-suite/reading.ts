import { DescriptionType, LeaveReason, MediaSource, Signal } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import type { RoomEvent } from '../event.ts';
import { FellBehindError } from '../log.ts';
import { joined, left, origin, person, signal, signals } from './events.ts';
import { eventsOf, type MakeLog, SUITE_WINDOW, take, useLog } from './log-under-test.ts';

/** One of each kind of payload, with every field set. */
const payloads: readonly Signal['payload'][] = [
  {
    oneofKind: 'description',
    description: {
      type: DescriptionType.OFFER,
      sdp: 'v=0\r\no=- 1 "ñ" 김\r\n',
      media: [{ mid: '0', source: MediaSource.CAMERA }],
    },
  },
  {
    oneofKind: 'candidate',
    candidate: { candidate: 'candidate:1', sdpMid: '', sdpMLineIndex: 0, usernameFragment: 'u' },
  },
  { oneofKind: 'candidate', candidate: { candidate: '' } },
  { oneofKind: 'endOfCandidates', endOfCandidates: {} },
];

export function describeReading(make: MakeLog): void {
  describe('reading', () => {
    const trial = useLog(make);

    it('gives what was appended before and after it began, in order', async () => {
      const { epoch } = await trial.join('r', 'a');
      const entries = trial.read('r', { epoch, position: 0 });
      const first = await take(entries, 1);
      expect(eventsOf(first)).toEqual([joined('a')]);
      const pending = take(entries, 2);
      await trial.join('r', 'b');
      const last = await trial.log.append('r', { events: [signal('a', 'b', '1')], from: origin('a', 1) });
      const later = await pending;
      expect(eventsOf(later)).toEqual([joined('b'), signal('a', 'b', '1')]);
      const positions = [...first, ...later].map(({ position }) => position);
      expect(positions).toEqual([...new Set(positions)].sort((x, y) => x - y));
      expect(last).toMatchObject({ state: { position: positions.at(-1) } });
    });

    it('begins after the given position', async () => {
      const state = await trial.join('r', 'a');
      const pending = take(trial.read('r', state), 1);
      await trial.join('r', 'b');
      expect(eventsOf(await pending)).toEqual([joined('b')]);
    });

    it('gives every kind of entry as it was written', async () => {
      const state = await trial.join('r', 'a');
      const everything: readonly RoomEvent[] = [
        { kind: 'joined', participant: person('b', { seat: 2, arrived: 3, away: true }) },
        {
          kind: 'updated',
          participant: person('b', { profile: { displayName: '김', microphoneOn: false, cameraOn: true } }),
        },
        { kind: 'returned', participant: person('b', { incarnation: 'b-2' }) },
        { kind: 'away', participantId: 'b', attempt: 2 },
        { kind: 'attached', participantId: 'b', stream: 'stream', session: 'session', attempt: 1, cameWith: null },
        { kind: 'left', participantId: 'b', reason: LeaveReason.EXPIRED, keepsPlace: true },
        { kind: 'released', participantId: 'b' },
        { kind: 'settled' },
        ...payloads.map(
          (payload): RoomEvent => ({
            kind: 'signal',
            from: 'a',
            to: 'b',
            toIncarnation: 'b-2',
            signal: Signal.create({ link: 'main', generation: 2, negotiationId: 'p1', payload }),
          }),
        ),
      ];
      const entries = trial.read('r', state);
      for (const event of everything) {
        await trial.log.append('r', { events: [event], expectRoster: await trial.log.state('r') });
        expect(eventsOf(await take(entries, 1))).toEqual([event]);
      }
    });

    it('gives each of many readers everything', async () => {
      const state = await trial.join('r', 'a');
      const pending = [1, 2, 3].map(() => take(trial.read('r', state), 2));
      await trial.join('r', 'b');
      await trial.join('r', 'c');
      for (const taken of await Promise.all(pending)) expect(eventsOf(taken)).toEqual([joined('b'), joined('c')]);
    });

    it('misses nothing of what is appended while it reads', async () => {
      const state = await trial.join('r', 'a');
      const entries = trial.read('r', state);
      const seen: RoomEvent[] = [];
      for (let seq = 1; seq <= 50; seq += 1) {
        const next = take(entries, 2);
        const events = [signal('a', 'a', `${seq}`), signal('a', 'a', `${seq}+`)];
        await trial.log.append('r', { events, from: origin('a', seq) });
        seen.push(...eventsOf(await next));
      }
      expect(seen).toEqual(
        Array.from({ length: 50 }, (_, n) => [`${n + 1}`, `${n + 1}+`])
          .flat()
          .map((id) => signal('a', 'a', id)),
      );
    });

    it('ends when it is aborted, waiting or not', async () => {
      const state = await trial.join('r', 'a');
      const pending = trial.read('r', state).next();
      trial.stopReading();
      expect(await pending).toEqual({ done: true, value: undefined });
      expect(await trial.read('r', state).next()).toEqual({ done: true, value: undefined });
    });
  });

  describe('the kept window', () => {
    const trial = useLog(make);

    it('is given as a whole', async () => {
      const state = await trial.join('r', 'a');
      const events = signals(SUITE_WINDOW.entries);
      await trial.log.append('r', { events, from: origin('a', 1) });
      expect(eventsOf(await take(trial.read('r', state), events.length))).toEqual(events);
    });

    it('says from where on it can be read', async () => {
      const { epoch } = await trial.join('r', 'a');
      const events = signals(SUITE_WINDOW.entries + 3);
      await trial.log.append('r', { events, from: origin('a', 1) });
      const { keptAfter } = await trial.log.state('r');
      expect(keptAfter).toBeGreaterThan(0);
      const kept = await take(trial.read('r', { epoch, position: keptAfter }), SUITE_WINDOW.entries);
      expect(eventsOf(kept)).toEqual(events.slice(-SUITE_WINDOW.entries));
      const before = { epoch, position: keptAfter - 1 };
      await expect(trial.read('r', before).next()).rejects.toBeInstanceOf(FellBehindError);
    });

    it.each([
      ['entries', () => signals(SUITE_WINDOW.entries + 1)],
      ['bytes', () => Array.from({ length: 3 }, (_, n) => signal('a', 'a', String(n), 'x'.repeat(30 * 1024)))],
    ])('holds a bounded number of %s, and a reader that needs more fell behind', async (_, events) => {
      const state = await trial.join('r', 'a');
      const entries = trial.read('r', state);
      const slow = take(entries, 1);
      await trial.log.append('r', { events: [signal('a', 'a', 'seen')], from: origin('a', 1) });
      await slow;
      await trial.log.append('r', { events: events(), from: origin('a', 2) });
      await expect(entries.next()).rejects.toBeInstanceOf(FellBehindError);
    });

    it('holds the newest entry, whatever it weighs', async () => {
      const state = await trial.join('r', 'a');
      const huge = signal('a', 'a', '1', 'x'.repeat(SUITE_WINDOW.bytes));
      await trial.log.append('r', { events: [huge], from: origin('a', 1) });
      expect(eventsOf(await take(trial.read('r', state), 1))).toEqual([huge]);
    });

    it('does not hold the roster: who came before it is still there', async () => {
      await trial.join('r', 'a');
      const both = await trial.join('r', 'b');
      await trial.log.append('r', { events: signals(SUITE_WINDOW.entries * 2), from: origin('a', 1) });
      expect((await trial.log.state('r')).room).toEqual(both.room);
      await trial.log.append('r', { events: [left('b')], expectRoster: both });
      expect((await trial.log.state('r')).room.participants).toHaveLength(1);
    });
  });
}
