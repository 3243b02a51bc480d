import { LeaveReason } from '@rtc-call/contract';
import { LOG_WINDOW } from '@rtc-call/room';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hashSlot } from './connection/hash-slot.ts';
import { REDIS_LIMITS } from './limits.ts';
import { RedisLog } from './redis-log.ts';
import { roomKeys } from './rooms/room-keys.ts';
import { describeWithRedis } from './testing/describe-with-redis.ts';
import { idsOf, join, Reader, signal, tell } from './testing/entries.ts';
import { RedisProcess } from './testing/redis-process.ts';

describeWithRedis('what a room leaves in Redis', (program) => {
  let redis: RedisProcess;
  let log: RedisLog;

  beforeEach(async () => {
    redis = await RedisProcess.start({ program });
    log = await RedisLog.connect(redis.url);
  });
  afterEach(async () => {
    await log.close();
    await redis[Symbol.asyncDispose]();
  });
  /** The keys that there are, each with its time to live in milliseconds. */
  const keys = async () => {
    const names = (await redis.ask('KEYS', '*')) as string[];
    return Promise.all(names.map(async (name) => ({ name, expiry: Number(await redis.ask('PTTL', name)) })));
  };
  const leave = async (room: string, id: string) =>
    log.append(room, {
      events: [{ kind: 'left', participantId: id, reason: LeaveReason.LEFT, keepsPlace: false }],
      expectRoster: await log.state(room),
    });

  it('expires, all of it', async () => {
    await log.sharedSecret(new Uint8Array(32));
    await join(log, 'r', 'a');
    await leave('r', 'a');
    await join(log, 'r', 'a');
    await log.append('r', { events: [signal('1')], deadlines: { set: { 'presence:a': 13_000 }, drop: [] } });
    const left = await keys();
    expect(left.map(({ name }) => name.replace('rtc-call:1:', '')).sort()).toEqual(
      ['secret', '{r}:deadlines', '{r}:ended-log', '{r}:log', '{r}:room', '{r}:senders'].sort(),
    );
    for (const { name, expiry } of left) {
      const most = name.endsWith('secret') ? REDIS_LIMITS.secretMs : REDIS_LIMITS.roomMs;
      expect(expiry, name).toBeGreaterThan(0);
      expect(expiry, name).toBeLessThanOrEqual(name.endsWith('ended-log') ? REDIS_LIMITS.endedMs : most);
    }
  });

  it('is renewed by every batch, also by one that is there already', async () => {
    await join(log, 'r', 'a');
    const shorten = async () => {
      for (const { name } of await keys()) await redis.ask('PEXPIRE', name, '5000');
    };
    const shortest = async () => Math.min(...(await keys()).map(({ expiry }) => expiry));
    const batch = { events: [], from: { participant: 'a', session: 'first', seq: 1 } };
    for (const kind of ['appended', 'duplicate']) {
      await shorten();
      expect((await log.append('r', batch)).kind).toBe(kind);
      expect(await shortest()).toBeGreaterThan(5_000);
    }
  });

  it('goes soon when the room has ended', async () => {
    await join(log, 'r', 'a');
    await leave('r', 'a');
    const left = await keys();
    expect(left.map(({ name }) => name).sort()).toEqual(['rtc-call:1:{r}:log', 'rtc-call:1:{r}:room']);
    for (const { expiry } of left) expect(expiry).toBeLessThanOrEqual(REDIS_LIMITS.endedMs);
  });

  it('is nothing for a room that was only asked about', async () => {
    await log.state('r');
    await log.overdue('r');
    await log.append('r', { events: [], deadlines: { set: { settling: 5_000 }, drop: [] } });
    expect(await keys()).toEqual([]);
  });

  it('is bounded, whatever is written', async () => {
    const state = await join(log, 'r', 'a');
    const sdp = 'x'.repeat(8 * 1024);
    for (let batch = 0; batch < 50; batch += 1) {
      await log.append('r', { events: Array.from({ length: 20 }, (_, n) => signal(String(n), sdp)) });
    }
    const { position, keptAfter, epoch } = await log.state('r');
    expect(position - keptAfter).toBeGreaterThan(100);
    expect(Number(await redis.ask('XLEN', 'rtc-call:1:{r}:log'))).toBe(position - keptAfter);
    expect(Number(await redis.ask('MEMORY', 'USAGE', 'rtc-call:1:{r}:log', 'SAMPLES', '0'))).toBeLessThan(
      2 * LOG_WINDOW.bytes,
    );
    const reading = new AbortController();
    const entries = new Reader(log, 'r', { epoch, position: keptAfter }, reading.signal);
    expect(await entries.take(position - keptAfter)).toHaveLength(position - keptAfter);
    reading.abort();
    expect(epoch).toBe(state.epoch);
  });

  it('is in one slot of a cluster, whatever the room is called', () => {
    for (const room of ['r', '회의실-ñ_1.x', 'a.b']) {
      const names = roomKeys('rtc-call:1:', room);
      expect(new Set(names.keys.map(hashSlot)).size).toBe(1);
    }
  });

  it('is read by scripts that Redis may forget', async () => {
    const state = await join(log, 'r', 'a');
    await redis.ask('SCRIPT', 'FLUSH');
    await tell(log, 'r', '1');
    await redis.ask('SCRIPT', 'FLUSH');
    const reading = new AbortController();
    expect(idsOf(await new Reader(log, 'r', state, reading.signal).take(1))).toEqual(['1']);
    reading.abort();
    await redis.ask('SCRIPT', 'FLUSH');
    expect((await log.state('r')).position).toBe(state.position + 1);
    await redis.ask('SCRIPT', 'FLUSH');
    expect(await log.overdue('r')).toEqual([]);
  });

  it('may be thrown away in part to make room, and is missed', async () => {
    const state = await join(log, 'r', 'a');
    await tell(log, 'r', '1');
    await redis.ask('DEL', 'rtc-call:1:{r}:log');
    const reading = new AbortController();
    await expect(new Reader(log, 'r', state, reading.signal).next()).rejects.toThrow('no longer kept');
    await tell(log, 'r', '2');
    await expect(new Reader(log, 'r', state, reading.signal).next()).rejects.toThrow('no longer kept');
    const from = { ...state, position: state.position + 1 };
    expect(idsOf(await new Reader(log, 'r', from, reading.signal).take(1))).toEqual(['2']);
    reading.abort();
  });
});
