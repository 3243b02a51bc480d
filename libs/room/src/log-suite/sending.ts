import { describe, expect, it } from 'vitest';
import { joined, left, origin, person, signal } from './events.ts';
import { type MakeLog, useLog } from './log-under-test.ts';

export function describeSending(make: MakeLog): void {
  describe('the batches of a session', () => {
    const trial = useLog(make);

    it('go in once each', async () => {
      await trial.join('r', 'a');
      const batch = { events: [signal('a', 'a', '1')], from: origin('a', 1) };
      const first = await trial.log.append('r', batch);
      expect(first.kind).toBe('appended');
      expect(await trial.log.append('r', batch)).toEqual({ kind: 'duplicate', lastSeq: 1 });
      if (first.kind === 'appended') expect(await trial.log.state('r')).toEqual(first.state);
    });

    it('go in once when they are sent twice at the same time', async () => {
      await trial.join('r', 'a');
      const batch = { events: [signal('a', 'a', '1')], from: origin('a', 1) };
      const outcomes = await Promise.all([trial.log.append('r', batch), trial.other.append('r', batch)]);
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['appended', 'duplicate']);
    });

    it('count also without entries', async () => {
      await trial.join('r', 'a');
      const batch = { events: [], from: origin('a', 1) };
      expect((await trial.log.append('r', batch)).kind).toBe('appended');
      expect(await trial.log.append('r', batch)).toEqual({ kind: 'duplicate', lastSeq: 1 });
    });

    it('begin with the one in which the session begins, which counts too', async () => {
      const expectRoster = await trial.log.state('r');
      const batch = { events: [joined('a')], expectRoster, from: origin('a', 0) };
      expect((await trial.log.append('r', batch)).kind).toBe('appended');
      expect(await trial.log.append('r', batch)).toEqual({ kind: 'duplicate', lastSeq: 0 });
    });

    it('are refused when the one before is missing', async () => {
      const before = await trial.join('r', 'a');
      const batch = { events: [signal('a', 'a', '2')], from: origin('a', 2) };
      expect(await trial.log.append('r', batch)).toEqual({ kind: 'gap', lastSeq: 0 });
      expect(await trial.log.state('r')).toEqual(before);
    });

    it('are counted for each sender by itself', async () => {
      await trial.join('r', 'a');
      await trial.join('r', 'b');
      expect((await trial.log.append('r', { events: [], from: origin('a', 1) })).kind).toBe('appended');
      expect((await trial.log.append('r', { events: [], from: origin('b', 1) })).kind).toBe('appended');
      expect((await trial.log.append('r', { events: [], from: origin('a', 2) })).kind).toBe('appended');
    });

    it('are taken from the newest session only', async () => {
      const expectRoster = await trial.join('r', 'a');
      await trial.log.append('r', { events: [], from: origin('a', 1) });
      const events = [{ kind: 'returned', participant: person('a') } as const];
      const begun = await trial.log.append('r', { events, expectRoster, from: origin('a', 0, 'second') });
      expect(begun.kind).toBe('appended');
      const late = (seq: number) =>
        trial.log.append('r', { events: [signal('a', 'a', 'late')], from: origin('a', seq) });
      expect(await late(1)).toEqual({ kind: 'gap', lastSeq: -1 });
      expect(await late(2)).toEqual({ kind: 'gap', lastSeq: -1 });
      expect((await trial.log.append('r', { events: [], from: origin('a', 1, 'second') })).kind).toBe('appended');
    });

    it('are forgotten with a sender who leaves', async () => {
      await trial.join('r', 'a');
      const both = await trial.join('r', 'b');
      await trial.log.append('r', { events: [left('b', true)], expectRoster: both });
      expect(await trial.log.append('r', { events: [], from: origin('b', 1) })).toEqual({ kind: 'gap', lastSeq: -1 });
    });

    it('of somebody who was never there are refused, and begin nothing', async () => {
      const batch = { events: [signal('x', 'x', '1')], from: origin('x', 1) };
      expect(await trial.log.append('r', batch)).toEqual({ kind: 'gap', lastSeq: -1 });
      expect((await trial.log.state('r')).epoch).toBe('');
    });

    it('are known again, or missed, before the roster is looked at', async () => {
      const earlier = await trial.log.state('r');
      await trial.join('r', 'a');
      const again = { events: [joined('a')], expectRoster: earlier, from: origin('a', 0) };
      expect((await trial.log.append('r', again)).kind).toBe('duplicate');
      const early = { events: [joined('a')], expectRoster: earlier, from: origin('a', 2) };
      expect((await trial.log.append('r', early)).kind).toBe('gap');
    });
  });
}
