import { LeaveReason } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import type { RoomEvent } from '../event.ts';
import { emptyRoom, evolve } from '../room.ts';
import { joined, left, origin, person, signal } from './events.ts';
import { idsOf, type MakeLog, useLog } from './log-under-test.ts';

export function describeAppending(make: MakeLog): void {
  describe('appending', () => {
    const trial = useLog(make);

    it('starts from a room that has not begun', async () => {
      expect(await trial.log.state('r')).toEqual({ epoch: '', position: 0, room: emptyRoom, keptAfter: 0 });
    });

    it('keeps the roster beside the log', async () => {
      const first = await trial.join('r', 'a');
      const second = await trial.join('r', 'b');
      expect(idsOf(second.room)).toEqual(['a', 'b']);
      expect(second.epoch).toBe(first.epoch);
      expect(second.position).toBeGreaterThan(first.position);
      expect(await trial.log.state('r')).toEqual(second);
    });

    it('keeps rooms apart, whatever their names', async () => {
      await trial.join('r', 'a');
      await trial.join('회의실-ñ_1.x', 'b');
      expect(idsOf((await trial.log.state('r')).room)).toEqual(['a']);
      expect(idsOf((await trial.log.state('회의실-ñ_1.x')).room)).toEqual(['b']);
      expect((await trial.log.state('s')).epoch).toBe('');
    });

    it('has the roster that its entries make, of another version after each change of it', async () => {
      const history: readonly (readonly RoomEvent[])[] = [
        [
          joined('a'),
          { kind: 'attached', participantId: 'a', stream: '1', session: 'one', attempt: 1, cameWith: null },
        ],
        [joined('b')],
        [
          {
            kind: 'updated',
            participant: person('a', { profile: { displayName: 'Ann', microphoneOn: false, cameraOn: true } }),
          },
        ],
        [{ kind: 'away', participantId: 'b', attempt: 2 }],
        [{ kind: 'returned', participant: person('b', { incarnation: 'b-2', arrived: 9 }) }],
        [{ kind: 'attached', participantId: 'b', stream: '2', session: 'one', attempt: 1, cameWith: null }],
        [left('b', true)],
        [{ kind: 'settled' }],
        [joined('c'), { kind: 'away', participantId: 'c', attempt: 2 }],
        [{ kind: 'left', participantId: 'c', reason: LeaveReason.DISCONNECTED, keepsPlace: true }],
        [{ kind: 'released', participantId: 'b' }],
      ];
      let room = emptyRoom;
      for (const events of history) {
        const before = await trial.log.state('r');
        const outcome = await trial.log.append('r', { events, expectRoster: before });
        room = events.reduce(evolve, room);
        expect(outcome).toMatchObject({ kind: 'appended', state: { room } });
        expect((await trial.log.state('r')).room).toEqual(room);
        expect(room.version).toBeGreaterThan(before.room.version);
      }
    });

    it('keeps the version of the roster through signals', async () => {
      const before = await trial.join('r', 'a');
      await trial.log.append('r', { events: [signal('a', 'a', '1')], from: origin('a', 1) });
      const after = await trial.log.state('r');
      expect(after.room).toEqual(before.room);
      expect(after.position).toBeGreaterThan(before.position);
    });

    it('refuses what expects a roster that is no longer so, and says how it is', async () => {
      const before = await trial.log.state('r');
      const after = await trial.join('r', 'a');
      const batch = { events: [joined('b')], expectRoster: before, from: origin('b', 0) };
      expect(await trial.log.append('r', batch)).toEqual({ kind: 'conflict', state: after });
      expect(await trial.log.state('r')).toEqual(after);
    });

    it('lets in what expects the roster although signals came between', async () => {
      const before = await trial.join('r', 'a');
      await trial.log.append('r', { events: [signal('a', 'a', '1')], from: origin('a', 1) });
      const batch = { events: [joined('b')], expectRoster: before, from: origin('b', 0) };
      expect((await trial.log.append('r', batch)).kind).toBe('appended');
    });

    it('says after which position every entry is kept', async () => {
      expect((await trial.join('r', 'a')).keptAfter).toBe(0);
    });
  });
}
