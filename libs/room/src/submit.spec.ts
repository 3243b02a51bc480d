import { describe, expect, it } from 'vitest';
import type { Enter, RoomCommand } from './command.ts';
import { LeaveReason, Signal } from '@rtc-call/contract';
import { TERMS } from './limits.ts';
import type { AppendBatch } from './log.ts';
import { MemoryLog } from './memory-log.ts';
import { type Plan, submit } from './submit.ts';

const enter = (id: string, capacity = 2): Enter => ({
  kind: 'enter',
  participantId: id,
  incarnation: `${id}-1`,
  profile: { displayName: id, microphoneOn: false, cameraOn: false },
  capacity,
  attempt: 1,
  stream: `${id}-stream`,
  session: `${id}-session`,
  returning: null,
});
const leave: RoomCommand = { kind: 'leave', participantId: 'a', incarnation: 'a-1', reason: LeaveReason.LEFT };
const say: RoomCommand = { kind: 'signal', from: 'a', to: 'b', toIncarnation: '', signal: Signal.create() };

/** A log that notes what is appended. */
class WatchedLog extends MemoryLog {
  readonly batches: AppendBatch[] = [];

  override append(room: string, batch: AppendBatch) {
    this.batches.push(batch);
    return super.append(room, batch);
  }
}

const make = () => {
  let now = 0;
  const log = new WatchedLog({ now: () => now });
  const run = (plan: Plan | RoomCommand) =>
    submit(log, 'r', TERMS, () => ('commands' in plan ? plan : { commands: [plan] }));
  return { log, run, pass: (ms: number) => (now += ms) };
};

describe('submit', () => {
  it('decides again when the roster changed meanwhile, so that one of two gets the last place', async () => {
    const { log, run } = make();
    await run(enter('a'));
    const outcomes = await Promise.all([run(enter('b')), run(enter('c'))]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['appended', 'refused']);
    expect((await log.state('r')).room.participants).toHaveLength(2);
  });

  it('makes the plan anew each time it decides again', async () => {
    const { log, run } = make();
    const seen: number[] = [];
    const planned = submit(log, 'r', TERMS, ({ room }) => {
      seen.push(room.participants.length);
      return { commands: [enter('b')] };
    });
    await Promise.all([run(enter('a')), planned]);
    expect(seen.at(-1)).toBe((await log.state('r')).room.participants.findIndex(({ id }) => id === 'b'));
    expect((await log.state('r')).room.participants).toHaveLength(2);
  });

  it('lets all in for whom there is a place, however many come at once', async () => {
    const { log, run } = make();
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => run(enter(`p${n}`, 20))));
    expect(outcomes.every(({ kind }) => kind === 'appended')).toBe(true);
    expect((await log.state('r')).room.participants).toHaveLength(20);
  });

  it('appends one leaving when two are submitted at once', async () => {
    const { log, run } = make();
    await run(enter('a'));
    await run(enter('b'));
    const before = await log.state('r');
    await Promise.all([run(leave), run(leave)]);
    expect((await log.state('r')).position).toBe(before.position + 1);
  });

  it('expects no roster of a batch of signals, and appends nothing for nothing', async () => {
    const { log, run } = make();
    await run(enter('a'));
    await run(enter('b'));
    await run(say);
    expect(log.batches.map(({ expectRoster }) => expectRoster !== undefined)).toEqual([true, true, false]);
    await run({ ...leave, incarnation: 'another' });
    expect(log.batches).toHaveLength(3);
  });

  it('gives what was appended, and the room after it', async () => {
    const { log, run } = make();
    expect(await run(enter('a'))).toMatchObject({
      kind: 'appended',
      state: await log.state('r'),
      events: [{ kind: 'joined' }, { kind: 'attached' }],
    });
  });

  it('sets the deadlines that go with the entries, and renews the lease of who is present', async () => {
    const { log, run, pass } = make();
    await run({ commands: [enter('a')], from: { participant: 'a', session: 's', seq: 0 } });
    pass(TERMS.presence - 1);
    expect(await log.overdue('r')).toEqual(['settling']);
    const from = { participant: 'a', session: 's', seq: 1 };
    await run({ commands: [], from, present: 'a' });
    pass(TERMS.presence - 1);
    expect(await log.overdue('r')).toEqual(['settling']);
    expect((await run({ commands: [], from, present: 'a' })).kind).toBe('duplicate');
    pass(TERMS.presence);
    expect((await log.overdue('r')).toSorted()).toEqual(['presence:a', 'settling']);
  });

  it('lets a deadline be over once, whatever comes of it', async () => {
    const { log, run, pass } = make();
    await run(enter('a'));
    pass(TERMS.settling);
    const plan: Plan = { commands: [{ kind: 'expire', deadline: { kind: 'settling' } }], expectOver: 'settling' };
    const both = await Promise.all([run(plan), run(plan)]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['appended', 'not-over']);
    const stale = { kind: 'away', participantId: 'a', attempt: 2 } as const;
    await log.append('r', { events: [], deadlines: { set: { 'away:a': 0 }, drop: [] } });
    // It is not away: nothing comes of it, and it is not asked about again.
    const outcome = await run({ commands: [{ kind: 'expire', deadline: stale }], expectOver: 'away:a' });
    expect(outcome).toMatchObject({ kind: 'appended', events: [] });
    expect(await log.overdue('r')).toEqual([]);
  });
});
