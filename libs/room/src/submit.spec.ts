import { LeaveReason, Signal } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import type { RoomCommand } from './command.ts';
import type { AppendBatch } from './log.ts';
import { MemoryLog } from './memory-log.ts';
import { submit } from './submit.ts';

const join = (id: string, capacity = 2): RoomCommand => ({ kind: 'join', participant: { id }, capacity });

describe('submit', () => {
  it('decides again when the roster changed meanwhile, so that one of two gets the last place', async () => {
    const log = new MemoryLog();
    await submit(log, 'r', [join('a')]);
    const outcomes = await Promise.all([submit(log, 'r', [join('b')]), submit(log, 'r', [join('c')])]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['appended', 'refused']);
    expect((await log.state('r')).room.participants).toHaveLength(2);
  });

  it('lets all in for whom there is a place, however many come at once', async () => {
    const log = new MemoryLog();
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => submit(log, 'r', [join(`p${n}`, 20)])));
    expect(outcomes.every(({ kind }) => kind === 'appended')).toBe(true);
    expect((await log.state('r')).room.participants).toHaveLength(20);
  });

  it('appends one leaving when two are submitted at once', async () => {
    const log = new MemoryLog();
    await submit(log, 'r', [join('a')]);
    await submit(log, 'r', [join('b')]);
    const leave: RoomCommand = { kind: 'leave', participantId: 'a', reason: LeaveReason.LEFT };
    const before = await log.state('r');
    await Promise.all([submit(log, 'r', [leave]), submit(log, 'r', [leave])]);
    expect((await log.state('r')).position).toBe(before.position + 1);
  });

  it('expects no roster of a batch of signals', async () => {
    const batches: AppendBatch[] = [];
    class Watched extends MemoryLog {
      override append(room: string, batch: AppendBatch) {
        batches.push(batch);
        return super.append(room, batch);
      }
    }
    const log = new Watched();
    await submit(log, 'r', [join('a')]);
    await submit(log, 'r', [join('b')]);
    await submit(log, 'r', [{ kind: 'signal', from: 'a', to: 'b', signal: Signal.create() }]);
    expect(batches.map(({ expectRoster }) => expectRoster !== undefined)).toEqual([true, true, false]);
  });
});
