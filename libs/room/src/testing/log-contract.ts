import { LeaveReason, Signal } from '@rtc-call/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type AppendOrigin,
  FellBehindError,
  type LogEntry,
  type LogPosition,
  type RoomEvent,
  type RoomLog,
} from '../index.ts';

/** The window that a log under test is made with: small, so that tests can outgrow it. */
export const CONTRACT_WINDOW = { entries: 8, bytes: 64 * 1024 } as const;

const joined = (id: string): RoomEvent => ({ kind: 'joined', participant: { id } });
const left = (id: string): RoomEvent => ({ kind: 'left', participantId: id, reason: LeaveReason.LEFT });
const signal = (from: string, to: string, negotiationId: string, sdp = ''): RoomEvent => ({
  kind: 'signal',
  from,
  to,
  signal: Signal.create({
    negotiationId,
    payload: { oneofKind: 'description', description: { type: 1, sdp, media: [] } },
  }),
});
const origin = (participant: string, seq: number, incarnation = 'first'): AppendOrigin => ({
  participant,
  incarnation,
  seq,
});

/**
 * What every RoomLog does. `make` gives an empty log with CONTRACT_WINDOW, and
 * what takes it down again.
 */
export function describeLog(name: string, make: () => Promise<{ log: RoomLog; dispose?: () => Promise<void> }>): void {
  describe(`${name} is a room log`, () => {
    let log: RoomLog;
    let dispose: (() => Promise<void>) | undefined;
    let reading: AbortController;

    beforeEach(async () => {
      ({ log, dispose } = await make());
      reading = new AbortController();
    });
    afterEach(async () => {
      reading.abort();
      await dispose?.();
    });

    /** Appends a joining and gives the room's state after it. */
    const join = async (room: string, id: string) => {
      const outcome = await log.append(room, {
        events: [joined(id)],
        expectRoster: await log.state(room),
        from: origin(id, 0),
      });
      if (outcome.kind !== 'appended') throw new Error(`joining ended in ${outcome.kind}`);
      return outcome.state;
    };
    const read = (room: string, after: LogPosition) =>
      log.read(room, after, { signal: reading.signal })[Symbol.asyncIterator]();
    const take = async (entries: AsyncIterator<LogEntry>, count: number) => {
      const taken: LogEntry[] = [];
      while (taken.length < count) {
        const next = await entries.next();
        if (next.done) break;
        taken.push(next.value);
      }
      return taken;
    };
    const ids = (room: { participants: readonly { id: string }[] }) => room.participants.map(({ id }) => id);

    describe('appending', () => {
      it('starts from an empty room', async () => {
        expect(await log.state('r')).toMatchObject({ position: 0, room: { participants: [] } });
      });

      it('keeps the roster beside the log', async () => {
        const first = await join('r', 'a');
        const second = await join('r', 'b');
        expect(ids(second.room)).toEqual(['a', 'b']);
        expect(second.position).toBeGreaterThan(first.position);
        expect(second.room.version).not.toBe(first.room.version);
        expect(await log.state('r')).toEqual(second);
      });

      it('keeps rooms apart', async () => {
        await join('r', 'a');
        expect(ids((await join('s', 'b')).room)).toEqual(['b']);
        expect(ids((await log.state('r')).room)).toEqual(['a']);
      });

      it('refuses what expects a roster that is no longer so, and says how it is', async () => {
        const before = await log.state('r');
        const after = await join('r', 'a');
        const outcome = await log.append('r', { events: [joined('b')], expectRoster: before, from: origin('b', 0) });
        expect(outcome).toEqual({ kind: 'conflict', state: after });
        expect(await log.state('r')).toEqual(after);
      });

      it('lets signals through without changing the version of the roster', async () => {
        const before = await join('r', 'a');
        await log.append('r', { events: [signal('a', 'a', '1')], from: origin('a', 1) });
        const outcome = await log.append('r', { events: [joined('b')], expectRoster: before, from: origin('b', 0) });
        expect(outcome.kind).toBe('appended');
      });

      it('lets exactly one of two that expect the same roster in', async () => {
        const before = await join('r', 'a');
        const outcomes = await Promise.all(
          ['b', 'c'].map((id) => log.append('r', { events: [joined(id)], expectRoster: before, from: origin(id, 0) })),
        );
        expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['appended', 'conflict']);
        expect((await log.state('r')).room.participants).toHaveLength(2);
      });
    });

    describe('sending twice', () => {
      it('notes a batch once', async () => {
        await join('r', 'a');
        const batch = { events: [signal('a', 'a', '1')], from: origin('a', 1) };
        const first = await log.append('r', batch);
        expect(first.kind).toBe('appended');
        expect(await log.append('r', batch)).toEqual({ kind: 'duplicate', lastSeq: 1 });
        if (first.kind === 'appended') expect(await log.state('r')).toEqual(first.state);
      });

      it('counts a batch without events', async () => {
        await join('r', 'a');
        const batch = { events: [], from: origin('a', 1) };
        expect((await log.append('r', batch)).kind).toBe('appended');
        expect((await log.append('r', batch)).kind).toBe('duplicate');
      });

      it('refuses a batch whose predecessor is missing', async () => {
        const before = await join('r', 'a');
        const outcome = await log.append('r', { events: [signal('a', 'a', '2')], from: origin('a', 2) });
        expect(outcome).toEqual({ kind: 'gap', lastSeq: 0 });
        expect(await log.state('r')).toEqual(before);
      });

      it('counts each sender and each incarnation for itself', async () => {
        await join('r', 'a');
        await join('r', 'b');
        expect((await log.append('r', { events: [], from: origin('a', 1) })).kind).toBe('appended');
        expect((await log.append('r', { events: [], from: origin('b', 1) })).kind).toBe('appended');
        expect((await log.append('r', { events: [], from: origin('a', 0, 'second') })).kind).toBe('appended');
        expect((await log.append('r', { events: [], from: origin('a', 1, 'second') })).kind).toBe('appended');
      });
    });

    describe('reading', () => {
      it('gives what was appended before and after it began, in order', async () => {
        const { epoch } = await join('r', 'a');
        const entries = read('r', { epoch, position: 0 });
        expect((await take(entries, 1)).map(({ event }) => event)).toEqual([joined('a')]);
        const pending = take(entries, 2);
        await join('r', 'b');
        await log.append('r', { events: [signal('a', 'b', '1')], from: origin('a', 1) });
        const later = await pending;
        expect(later.map(({ event }) => event)).toEqual([joined('b'), signal('a', 'b', '1')]);
        expect(later.map(({ position }) => position)).toEqual(
          [...later.map(({ position }) => position)].sort((x, y) => x - y),
        );
      });

      it('begins after the given position', async () => {
        const state = await join('r', 'a');
        const entries = read('r', state);
        const pending = take(entries, 1);
        await join('r', 'b');
        expect((await pending).map(({ event }) => event)).toEqual([joined('b')]);
      });

      it('gives each of many readers everything', async () => {
        const state = await join('r', 'a');
        const pending = [1, 2, 3].map(() => take(read('r', state), 2));
        await join('r', 'b');
        await join('r', 'c');
        for (const taken of await Promise.all(pending)) {
          expect(taken.map(({ event }) => event)).toEqual([joined('b'), joined('c')]);
        }
      });

      it('ends when it is aborted, waiting or not', async () => {
        const state = await join('r', 'a');
        const pending = read('r', state).next();
        reading.abort();
        expect(await pending).toEqual({ done: true, value: undefined });
        expect(await read('r', state).next()).toEqual({ done: true, value: undefined });
      });

      it.each([
        ['entries', () => Array.from({ length: CONTRACT_WINDOW.entries + 1 }, (_, n) => signal('a', 'a', String(n)))],
        ['bytes', () => Array.from({ length: 3 }, (_, n) => signal('a', 'a', String(n), 'x'.repeat(30 * 1024)))],
      ])('keeps a bounded number of %s and says when a reader fell behind', async (_, events) => {
        const state = await join('r', 'a');
        const entries = read('r', state);
        const slow = take(entries, 1);
        await log.append('r', { events: [signal('a', 'a', 'seen')], from: origin('a', 1) });
        await slow;
        await log.append('r', { events: events(), from: origin('a', 2) });
        await expect(entries.next()).rejects.toBeInstanceOf(FellBehindError);
      });

      it('gives the whole window', async () => {
        const state = await join('r', 'a');
        const events = Array.from({ length: CONTRACT_WINDOW.entries }, (_, n) => signal('a', 'a', String(n)));
        await log.append('r', { events, from: origin('a', 1) });
        expect((await take(read('r', state), events.length)).map(({ event }) => event)).toEqual(events);
      });
    });

    describe('a life of a log', () => {
      it('ends when the room is empty and nobody reads it', async () => {
        const state = await join('r', 'a');
        await log.append('r', { events: [left('a')], expectRoster: state });
        const next = await join('r', 'b');
        expect(next.epoch).not.toBe(state.epoch);
        await expect(read('r', state).next()).rejects.toBeInstanceOf(FellBehindError);
      });

      it('goes on while the empty room is read', async () => {
        const state = await join('r', 'a');
        const entries = read('r', state);
        const pending = take(entries, 1);
        await log.append('r', { events: [left('a')], expectRoster: state });
        expect((await pending).map(({ event }) => event)).toEqual([left('a')]);
        expect((await join('r', 'b')).epoch).toBe(state.epoch);
      });

      it('does not let in what expects the roster of an earlier one', async () => {
        const earlier = await join('r', 'a');
        await log.append('r', { events: [left('a')], expectRoster: earlier });
        const later = await join('r', 'b');
        expect(later.room.version).toBe(earlier.room.version);
        const outcome = await log.append('r', { events: [joined('c')], expectRoster: earlier, from: origin('c', 0) });
        expect(outcome).toEqual({ kind: 'conflict', state: later });
      });

      it('forgets the numbers of a sender who left', async () => {
        const alone = await join('r', 'a');
        const both = await join('r', 'b');
        await log.append('r', { events: [left('b')], expectRoster: both });
        const outcome = await log.append('r', { events: [], from: origin('b', 1) });
        expect(outcome).toEqual({ kind: 'gap', lastSeq: -1 });
        expect(ids((await log.state('r')).room)).toEqual(ids(alone.room));
      });
    });
  });
}
