import { FellBehindError, StoreUnavailableError } from '@rtc-call/room';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { REDIS_LIMITS } from './limits.ts';
import type { RedisFact } from './redis-fact.ts';
import { RedisLog } from './redis-log.ts';
import { describeWithRedis } from './testing/describe-with-redis.ts';
import { idsOf, join, Reader, tell } from './testing/entries.ts';
import { eventually } from './testing/eventually.ts';
import { RedisProcess } from './testing/redis-process.ts';

describeWithRedis('RedisLog, when Redis is away', (program) => {
  let redis: RedisProcess;
  let log: RedisLog;
  let reading: AbortController;
  const facts: RedisFact[] = [];

  const start = async (options: { appendOnly?: boolean } = {}) => {
    redis = await RedisProcess.start({ program, ...options });
    log = await RedisLog.connect(redis.url, { report: (fact) => facts.push(fact) });
  };
  const reader = (state: { epoch: string; position: number }) => new Reader(log, 'r', state, reading.signal);

  beforeEach(() => {
    reading = new AbortController();
    facts.length = 0;
  });
  afterEach(async () => {
    reading.abort();
    await log.close();
    await redis[Symbol.asyncDispose]();
  });

  it('fails at once, says so, and is there again by itself', async () => {
    await start();
    const changes: boolean[] = [];
    log.watchReady((isReady) => changes.push(isReady));
    await redis.kill();
    await eventually(() => !log.isReady);
    const asked = performance.now();
    await expect(log.state('r')).rejects.toBeInstanceOf(StoreUnavailableError);
    await expect(log.append('r', { events: [] })).rejects.toBeInstanceOf(StoreUnavailableError);
    await expect(log.overdue('r')).rejects.toBeInstanceOf(StoreUnavailableError);
    expect(performance.now() - asked).toBeLessThan(REDIS_LIMITS.commandMs / 4);
    await redis.restart();
    await eventually(() => log.isReady);
    expect((await join(log, 'r', 'a')).room.participants).toHaveLength(1);
    expect(changes).toEqual([false, true]);
    expect(facts.map(({ kind }) => kind)).toEqual(['connected', 'disconnected', 'connected']);
  });

  it('begins anew with a Redis that comes back empty, and readers fell behind', async () => {
    await start();
    const state = await join(log, 'r', 'a');
    const pending = reader(state).next();
    await redis.kill();
    await Promise.all([expect(pending).rejects.toBeInstanceOf(FellBehindError), redis.restart()]);
    const later = await join(log, 'r', 'a');
    expect(later.epoch).not.toBe(state.epoch);
    expect(later.position).toBe(state.position);
  });

  it.each([
    { data: 'a snapshot', appendOnly: false },
    { data: 'a log of its commands', appendOnly: true },
  ])('begins anew with a Redis that comes back with $data: its last entries may be missing', async ({ appendOnly }) => {
    await start({ appendOnly });
    const state = await join(log, 'r', 'a');
    await log.append('r', { events: [], deadlines: { set: { 'presence:a': 0 }, drop: [] } });
    if (!appendOnly) await redis.ask('SAVE');
    await tell(log, 'r', '1');
    await redis.kill();
    await redis.restart();
    await eventually(() => log.isReady);
    expect(Number(await redis.ask('DBSIZE'))).toBeGreaterThan(0);
    expect((await log.state('r')).epoch).toBe('');
    expect(await log.overdue('r')).toEqual([]);
    await expect(reader(state).next()).rejects.toBeInstanceOf(FellBehindError);
    const later = await join(log, 'r', 'b');
    expect(later).toMatchObject({ position: 1, room: { participants: [{ id: 'b' }] } });
    await expect(reader(state).next()).rejects.toBeInstanceOf(FellBehindError);
  });

  it('begins anew with a replica that became master: it may have been told the last entries too late', async () => {
    await start();
    await join(log, 'r', 'a');
    await using replica = await RedisProcess.start({ program });
    await replica.ask('REPLICAOF', '127.0.0.1', String(redis.port));
    await eventually(async () => Number(await replica.ask('DBSIZE')) > 0);
    await redis.kill();
    await replica.ask('REPLICAOF', 'NO', 'ONE');
    const promoted = await RedisLog.connect(replica.url);
    expect((await promoted.state('r')).epoch).toBe('');
    await promoted.close();
  });

  it('takes a master that became a replica for one that is away', async () => {
    await start();
    await join(log, 'r', 'a');
    await redis.ask('REPLICAOF', '127.0.0.1', '1');
    await expect(join(log, 'r', 'b')).rejects.toBeInstanceOf(StoreUnavailableError);
    // The next connection may lead to whoever is master now.
    expect(facts.at(-1)).toMatchObject({ kind: 'disconnected' });
    await redis.ask('REPLICAOF', 'NO', 'ONE');
    await eventually(() => log.isReady);
    expect((await join(log, 'r', 'b')).room.participants.map(({ id }) => id)).toContain('b');
  });

  describe('because it stands still', () => {
    it('fails within the limit of a command, then at once, and goes on afterwards', async () => {
      await start();
      const state = await join(log, 'r', 'a');
      const pending = reader(state).take(1);
      redis.pause();
      const asked = performance.now();
      await expect(log.state('r')).rejects.toBeInstanceOf(StoreUnavailableError);
      expect(performance.now() - asked).toBeLessThan(REDIS_LIMITS.commandMs + 1_000);
      const askedAgain = performance.now();
      await expect(log.state('r')).rejects.toBeInstanceOf(StoreUnavailableError);
      expect(performance.now() - askedAgain).toBeLessThan(REDIS_LIMITS.commandMs / 4);
      redis.resume();
      await eventually(() => log.isReady);
      expect(await log.state('r')).toEqual(state);
      await tell(log, 'r', '1');
      expect(idsOf(await pending)).toEqual(['1']);
    });

    it('is noticed although nobody asks for anything', async () => {
      await start();
      redis.pause();
      await eventually(() => !log.isReady);
      redis.resume();
      await eventually(() => log.isReady);
    });
  });

  it('ends readers that wait for it, when they are aborted and when it is closed', async () => {
    await start();
    const state = await join(log, 'r', 'a');
    const [aborted, closed] = [new AbortController(), new AbortController()];
    const first = new Reader(log, 'r', state, aborted.signal).next();
    const second = new Reader(log, 'r', state, closed.signal).next();
    await redis.kill();
    await eventually(() => !log.isReady);
    aborted.abort();
    expect((await first).done).toBe(true);
    await log.close();
    expect((await second).done).toBe(true);
    expect(log.roomCount).toBe(0);
  });

  it('cannot be connected to in the beginning, and says why', async () => {
    await start();
    await redis.kill();
    const connecting = RedisLog.connect(redis.url, { connectMs: 300 });
    await expect(connecting).rejects.toMatchObject({
      name: 'StoreUnavailableError',
      cause: { message: expect.stringContaining('ECONNREFUSED') },
    });
  });

  it('says why when it refuses', async () => {
    await start();
    await redis.ask('CONFIG', 'SET', 'requirepass', 'secret');
    const connecting = RedisLog.connect(redis.url.replace('//', '//:wrong@'), { connectMs: 300 });
    await expect(connecting).rejects.toMatchObject({
      name: 'StoreUnavailableError',
      cause: { message: expect.stringContaining('WRONGPASS') },
    });
    const welcome = await RedisLog.connect(redis.url.replace('//', '//:secret@'));
    expect(welcome.isReady).toBe(true);
    await welcome.close();
  });
});
