import { LeaveReason } from '@rtc-call/contract';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { REDIS_LIMITS } from './limits.ts';
import { RedisLog } from './redis-log.ts';
import { describeWithRedis } from './testing/describe-with-redis.ts';
import { idsOf, join, Reader, tell } from './testing/entries.ts';
import { eventually } from './testing/eventually.ts';
import { RedisProcess } from './testing/redis-process.ts';

describeWithRedis('what a reader hears', (program) => {
  let redis: RedisProcess;
  let here: RedisLog;
  let elsewhere: RedisLog;
  let reading: AbortController;

  beforeEach(async () => {
    redis = await RedisProcess.start({ program });
    [here, elsewhere] = await Promise.all([RedisLog.connect(redis.url), RedisLog.connect(redis.url)]);
    reading = new AbortController();
  });
  afterEach(async () => {
    reading.abort();
    await Promise.all([here.close(), elsewhere.close()]);
    await redis[Symbol.asyncDispose]();
  });
  const subscriptions = async () =>
    Number(/pubsub_channels:(\d+)/.exec(String(await redis.ask('INFO', 'stats')))?.[1] ?? Number.NaN);

  it('comes from another server without waiting for the next look', async () => {
    const state = await join(here, 'r', 'a');
    const entries = new Reader(here, 'r', state, reading.signal);
    const began = performance.now();
    for (let count = 1; count <= 100; count += 1) {
      const pending = entries.take(1);
      await tell(elsewhere, 'r', String(count));
      expect(idsOf(await pending)).toEqual([String(count)]);
    }
    expect(performance.now() - began).toBeLessThan(REDIS_LIMITS.lookAgainMs);
  });

  it('is found by looking when the hint is lost', async () => {
    const state = await join(here, 'r', 'a');
    const entries = new Reader(here, 'r', state, reading.signal);
    await tell(here, 'r', '1');
    expect(idsOf(await entries.take(1))).toEqual(['1']);
    const pending = entries.take(1);
    await eventually(async () => (await subscriptions()) === 1);
    // As an append does it, but for its hint.
    const position = String(state.position + 2);
    const event = JSON.stringify({ kind: 'settled' });
    await redis.ask('XADD', 'rtc-call:1:{r}:log', `${position}-0`, 'weight', '9', 'event', event, 'signal', '');
    await redis.ask('HSET', 'rtc-call:1:{r}:room', 'position', position);
    expect(idsOf(await pending)).toEqual(['settled']);
  });

  it('is found when the connection that listens was lost meanwhile, and heard again afterwards', async () => {
    const state = await join(here, 'r', 'a');
    const entries = new Reader(here, 'r', state, reading.signal);
    const pending = entries.take(1);
    await eventually(async () => (await subscriptions()) === 1);
    const began = performance.now();
    await redis.ask('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await tell(elsewhere, 'r', '1');
    expect(idsOf(await pending)).toEqual(['1']);
    await eventually(async () => (await subscriptions()) === 1);
    const next = entries.take(1);
    await tell(elsewhere, 'r', '2');
    expect(idsOf(await next)).toEqual(['2']);
    expect(performance.now() - began).toBeLessThan(REDIS_LIMITS.lookAgainMs);
  });

  it('is everything up to the end of a log, also for a reader that was away when it ended and another began', async () => {
    const state = await join(here, 'r', 'a');
    const entries = new Reader(here, 'r', state, reading.signal);
    await tell(elsewhere, 'r', '1');
    expect(idsOf(await entries.take(1))).toEqual(['1']);
    await tell(elsewhere, 'r', '2');
    await elsewhere.append('r', {
      events: [{ kind: 'left', participantId: 'a', reason: LeaveReason.LEFT, keepsPlace: false }],
      expectRoster: await elsewhere.state('r'),
    });
    expect((await join(elsewhere, 'r', 'b')).epoch).not.toBe(state.epoch);
    expect(idsOf(await entries.take(3))).toEqual(['2', 'left']);
  });

  it('is listened to once for all readers of a room, and no longer than there are any', async () => {
    const state = await join(here, 'r', 'a');
    const [first, second] = [new AbortController(), new AbortController()];
    const pending = [first, second].map(({ signal }) => new Reader(here, 'r', state, signal).next());
    const other = new Reader(here, 's', await join(here, 's', 'a'), reading.signal).next();
    await eventually(async () => (await subscriptions()) === 2);
    expect(here.roomCount).toBe(2);
    first.abort();
    await pending[0];
    expect(here.roomCount).toBe(2);
    second.abort();
    await pending[1];
    expect(here.roomCount).toBe(1);
    await eventually(async () => (await subscriptions()) === 1);
    reading.abort();
    await other;
    await eventually(async () => (await subscriptions()) === 0);
  });

  it('leaves nothing behind on a signal that outlives many readers', async () => {
    const { signal } = reading;
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<AbortSignal['addEventListener']>) => {
      listeners += 1;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<AbortSignal['removeEventListener']>) => {
      listeners -= 1;
      remove(...args);
    };
    const state = await join(here, 'r', 'a');
    await tell(here, 'r', ...Array.from({ length: 100 }, (_, n) => String(n)));
    const entries = new Reader(here, 'r', state, signal);
    expect(await entries.take(100)).toHaveLength(100);
    for (let count = 0; count < 20; count += 1) {
      const pending = entries.take(1);
      await tell(here, 'r', String(count));
      await pending;
    }
    expect(listeners).toBeLessThanOrEqual(1);
  });
});
