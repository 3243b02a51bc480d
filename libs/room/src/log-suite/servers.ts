import { describe, expect, it } from 'vitest';
import { joined, left, origin, signal } from './events.ts';
import { eventsOf, type MakeLog, take, useLog } from './log-under-test.ts';

export function describeServers(make: MakeLog): void {
  describe('two servers', () => {
    const trial = useLog(make);

    it('see one room', async () => {
      const state = await trial.join('r', 'a');
      expect(await trial.other.state('r')).toEqual(state);
    });

    it('read each other’s entries', async () => {
      const state = await trial.join('r', 'a');
      const pending = [take(trial.read('r', state), 2), take(trial.read('r', state, trial.other), 2)];
      await trial.log.append('r', { events: [signal('a', 'a', '1')], from: origin('a', 1) });
      await trial.other.append('r', { events: [signal('a', 'a', '2')], from: origin('a', 2) });
      for (const taken of await Promise.all(pending)) {
        expect(eventsOf(taken)).toEqual([signal('a', 'a', '1'), signal('a', 'a', '2')]);
      }
    });

    it('know each other’s batches again', async () => {
      await trial.join('r', 'a');
      const batch = { events: [signal('a', 'a', '1')], from: origin('a', 1) };
      await trial.log.append('r', batch);
      expect(await trial.other.append('r', batch)).toEqual({ kind: 'duplicate', lastSeq: 1 });
    });

    it('let exactly one in of two that expect the same roster', async () => {
      let expectRoster = await trial.join('r', 'a');
      for (let round = 0; round < 20; round += 1) {
        const outcomes = await Promise.all(
          [trial.log, trial.other].map((log, n) =>
            log.append('r', { events: [joined(`${round}-${n}`)], expectRoster, from: origin(`${round}-${n}`, 0) }),
          ),
        );
        expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['appended', 'conflict']);
        const after = await trial.log.state('r');
        expect(after.room.participants).toHaveLength(round + 2);
        const refused = outcomes.find(({ kind }) => kind === 'conflict');
        expect(refused).toEqual({ kind: 'conflict', state: after });
        expectRoster = after;
      }
    });

    it('begin one life between them', async () => {
      for (let round = 0; round < 20; round += 1) {
        const room = `r${round}`;
        const expectRoster = await trial.log.state(room);
        const outcomes = await Promise.all(
          [trial.log, trial.other].map((log, n) =>
            log.append(room, { events: [joined(`${n}`)], expectRoster, from: origin(`${n}`, 0) }),
          ),
        );
        expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['appended', 'conflict']);
        const [winner, loser] = [...outcomes].sort((one, other) => one.kind.localeCompare(other.kind));
        if (winner?.kind === 'appended') expect(loser).toEqual({ kind: 'conflict', state: winner.state });
      }
    });

    it('tell each other’s readers the last entry and the end', async () => {
      const state = await trial.join('r', 'a');
      const entries = trial.read('r', state, trial.other);
      const pending = take(entries, 2);
      await trial.log.append('r', { events: [left('a')], expectRoster: state });
      expect(eventsOf(await pending)).toEqual([left('a')]);
    });
  });
}
