import { describe, expect, it } from 'vitest';
import { FellBehindError } from '../log.ts';
import { emptyRoom } from '../room.ts';
import { joined, left, origin } from './events.ts';
import { eventsOf, type MakeLog, take, useLog } from './log-under-test.ts';

export function describeLives(make: MakeLog): void {
  describe('the life of a log', () => {
    const trial = useLog(make);
    /** Lets one in and out again, and gives the state between the two. */
    const passThrough = async (id: string) => {
      const state = await trial.join('r', id);
      await trial.log.append('r', { events: [left(id)], expectRoster: state });
      return state;
    };

    it('ends when nobody is there; the next entry begins another', async () => {
      const earlier = await passThrough('a');
      expect(await trial.log.state('r')).toEqual({ epoch: '', position: 0, room: emptyRoom, keptAfter: 0 });
      const later = await trial.join('r', 'b');
      expect(later.epoch).not.toBe('');
      expect(later.epoch).not.toBe(earlier.epoch);
      expect(later.room).toEqual(expect.objectContaining({ settled: false, version: earlier.room.version }));
    });

    it('goes on while a place is kept, and ends when it is free', async () => {
      const state = await trial.join('r', 'a');
      await trial.log.append('r', { events: [left('a', true)], expectRoster: state });
      const between = await trial.log.state('r');
      expect(between).toMatchObject({ epoch: state.epoch, room: { participants: [], kept: [{ participantId: 'a' }] } });
      await trial.log.append('r', { events: [{ kind: 'released', participantId: 'a' }], expectRoster: between });
      expect((await trial.log.state('r')).epoch).toBe('');
    });

    it('is read to its last entry by who reads it, also when another has begun by then', async () => {
      const state = await trial.join('r', 'a');
      const entries = trial.read('r', state);
      const pending = take(entries, 2);
      await trial.log.append('r', { events: [left('a')], expectRoster: state });
      await trial.join('r', 'b');
      expect(eventsOf(await pending)).toEqual([left('a')]);
      expect((await entries.next()).done).toBe(true);
    });

    it('is read to its last entry also by who has taken none before it ended', async () => {
      const state = await trial.join('r', 'a');
      const entries = trial.read('r', state);
      await trial.log.append('r', { events: [left('a')], expectRoster: state });
      expect(eventsOf(await take(entries, 2))).toEqual([left('a')]);
    });

    it('tells what was written on the way to its end, whole', async () => {
      const state = await trial.join('r', 'a');
      const pending = take(trial.read('r', state), 3);
      await trial.log.append('r', { events: [joined('b'), left('a'), left('b')], expectRoster: state });
      expect(eventsOf(await pending)).toEqual([joined('b'), left('a'), left('b')]);
    });

    it('cannot be read in another one', async () => {
      const earlier = await passThrough('a');
      await expect(trial.read('r', { ...earlier, epoch: 'never' }).next()).rejects.toBeInstanceOf(FellBehindError);
      const later = await trial.join('r', 'b');
      await expect(trial.read('r', earlier).next()).rejects.toBeInstanceOf(FellBehindError);
      const pending = take(trial.read('r', later), 1);
      await trial.join('r', 'c');
      expect(eventsOf(await pending)).toEqual([joined('c')]);
    });

    it('does not let in what expects the roster of an earlier one, or of none', async () => {
      const none = await trial.log.state('r');
      const earlier = await passThrough('a');
      const later = await trial.join('r', 'b');
      expect(later.room.version).toBe(earlier.room.version);
      for (const expectRoster of [none, earlier]) {
        const outcome = await trial.log.append('r', { events: [joined('c')], expectRoster, from: origin('c', 0) });
        expect(outcome).toEqual({ kind: 'conflict', state: later });
      }
    });

    it('when it has ended, is a room that has not begun to what expects a roster of it', async () => {
      const earlier = await passThrough('a');
      const outcome = await trial.log.append('r', {
        events: [joined('c')],
        expectRoster: earlier,
        from: origin('c', 0),
      });
      expect(outcome).toEqual({ kind: 'conflict', state: await trial.log.state('r') });
    });

    it('takes the sessions with it', async () => {
      await passThrough('a');
      await trial.join('r', 'b');
      expect(await trial.log.append('r', { events: [], from: origin('a', 1) })).toEqual({ kind: 'gap', lastSeq: -1 });
    });

    it('is not begun by asking, nor by what says nothing', async () => {
      await trial.log.overdue('r');
      await trial.log.append('r', { events: [] });
      await trial.set('r', { settling: 60_000 });
      expect((await trial.log.state('r')).epoch).toBe('');
    });
  });
}
