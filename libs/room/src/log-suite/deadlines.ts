import { describe, expect, it } from 'vitest';
import type { AppendBatch } from '../log.ts';
import { joined, left, origin, signal } from './events.ts';
import { type MakeLog, useLog } from './log-under-test.ts';

/** Milliseconds: a deadline that tests wait for, long enough to be over, and one that they do not wait for. */
const SOON = 30;
const PAST = 60;
const LATE = 60_000;

export function describeDeadlines(make: MakeLog): void {
  describe('deadlines', () => {
    const trial = useLog(make);

    it('are over when their time has passed, and stay so', async () => {
      await trial.join('r', 'a');
      await trial.set('r', { 'presence:a': SOON, 'away:a': LATE, settling: SOON });
      await trial.passTime(PAST);
      expect([...(await trial.log.overdue('r'))].sort()).toEqual(['presence:a', 'settling']);
      expect([...(await trial.log.overdue('r'))].sort()).toEqual(['presence:a', 'settling']);
    });

    it('are not over before', async () => {
      await trial.join('r', 'a');
      await trial.set('r', { 'presence:a': LATE });
      expect(await trial.log.overdue('r')).toEqual([]);
      expect(await trial.log.overdue('another')).toEqual([]);
    });

    it('are each room’s own', async () => {
      await trial.join('r', 'a');
      await trial.join('s', 'a');
      await trial.set('r', { 'presence:a': SOON });
      await trial.passTime(PAST);
      expect(await trial.log.overdue('r')).toEqual(['presence:a']);
      expect(await trial.log.overdue('s')).toEqual([]);
    });

    it('come with the entries of a batch', async () => {
      const expectRoster = await trial.log.state('r');
      const deadlines = { set: { 'presence:a': SOON }, drop: [] } as const;
      await trial.log.append('r', { events: [joined('a')], expectRoster, from: origin('a', 0), deadlines });
      await trial.passTime(PAST);
      expect(await trial.log.overdue('r')).toEqual(['presence:a']);
    });

    it('are renewed, and dropped, also once they are over', async () => {
      await trial.join('r', 'a');
      await trial.set('r', { 'presence:a': SOON, 'away:a': SOON });
      await trial.passTime(PAST);
      const deadlines = { set: { 'presence:a': LATE }, drop: ['away:a', 'place:nobody'] } as const;
      await trial.log.append('r', { events: [], deadlines });
      expect(await trial.log.overdue('r')).toEqual([]);
    });

    it('are renewed by a batch that is there already', async () => {
      await trial.join('r', 'a');
      const batch: AppendBatch = { events: [signal('a', 'a', '1')], from: origin('a', 1) };
      await trial.log.append('r', { ...batch, deadlines: { set: { 'presence:a': SOON }, drop: [] } });
      await trial.passTime(PAST);
      const again = { ...batch, deadlines: { set: { 'presence:a': LATE }, drop: [] } } as const;
      expect((await trial.log.append('r', again)).kind).toBe('duplicate');
      expect(await trial.log.overdue('r')).toEqual([]);
    });

    it('are left alone by a batch that is refused', async () => {
      const before = await trial.log.state('r');
      await trial.join('r', 'a');
      await trial.set('r', { 'presence:a': SOON, settling: LATE });
      await trial.passTime(PAST);
      const deadlines = { set: { 'presence:a': LATE }, drop: [] } as const;
      const refused = [
        await trial.log.append('r', { events: [], from: origin('a', 2), deadlines }),
        await trial.log.append('r', { events: [], from: origin('a', 1, 'old'), deadlines }),
        await trial.log.append('r', { events: [joined('b')], expectRoster: before, deadlines }),
        await trial.log.append('r', { events: [], expectOver: 'settling', deadlines }),
      ];
      expect(refused.map(({ kind }) => kind)).toEqual(['gap', 'gap', 'conflict', 'not-over']);
      expect(await trial.log.overdue('r')).toEqual(['presence:a']);
    });

    it('let in what expects them to be over, and only then', async () => {
      const state = await trial.join('r', 'a');
      await trial.set('r', { 'presence:a': LATE, 'away:a': SOON });
      await trial.passTime(PAST);
      const expecting = (expectOver: 'presence:a' | 'away:a' | 'place:a') =>
        trial.log.append('r', { events: [signal('a', 'a', '1')], expectOver });
      expect(await expecting('presence:a')).toEqual({ kind: 'not-over' });
      expect(await expecting('place:a')).toEqual({ kind: 'not-over' });
      expect((await trial.log.state('r')).position).toBe(state.position);
      expect((await expecting('away:a')).kind).toBe('appended');
    });

    it('are over for one of two who both find them so', async () => {
      await trial.join('r', 'a');
      const expectRoster = await trial.join('r', 'b');
      await trial.set('r', { 'presence:b': SOON });
      await trial.passTime(PAST);
      const batch: AppendBatch = {
        events: [left('b')],
        expectRoster,
        expectOver: 'presence:b',
        deadlines: { set: {}, drop: ['presence:b'] },
      };
      const outcomes = await Promise.all([trial.log.append('r', batch), trial.other.append('r', batch)]);
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['appended', 'not-over']);
      expect((await trial.log.state('r')).position).toBe(expectRoster.position + 1);
    });

    it('are looked at before the roster, so that one who gave a sign of life is not asked for again', async () => {
      const earlier = await trial.log.state('r');
      await trial.join('r', 'a');
      await trial.set('r', { 'presence:a': LATE });
      const batch: AppendBatch = { events: [left('a')], expectRoster: earlier, expectOver: 'presence:a' };
      expect((await trial.log.append('r', batch)).kind).toBe('not-over');
    });

    it('do not outlive the log of their room', async () => {
      const state = await trial.join('r', 'a');
      await trial.set('r', { 'presence:a': SOON });
      await trial.log.append('r', { events: [left('a')], expectRoster: state });
      await trial.join('r', 'b');
      await trial.passTime(PAST);
      expect(await trial.log.overdue('r')).toEqual([]);
    });
  });
}
