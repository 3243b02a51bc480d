import { afterEach, beforeEach, expect, it } from 'vitest';
import { REDIS_LIMITS } from './limits.ts';
import type { RedisFact } from './redis-fact.ts';
import { RedisLog } from './redis-log.ts';
import { describeWithRedis } from './testing/describe-with-redis.ts';
import { eventually } from './testing/eventually.ts';
import { RedisProcess } from './testing/redis-process.ts';

const bytes = (fill: number) => new Uint8Array(32).fill(fill);

describeWithRedis('the shared secret', (program) => {
  let redis: RedisProcess;
  let one: RedisLog;
  let other: RedisLog;
  const facts: RedisFact[] = [];

  beforeEach(async () => {
    facts.length = 0;
    redis = await RedisProcess.start({ program });
    one = await RedisLog.connect(redis.url, { report: (fact) => facts.push(fact) });
    other = await RedisLog.connect(redis.url);
  });
  afterEach(async () => {
    await Promise.all([one.close(), other.close()]);
    await redis[Symbol.asyncDispose]();
  });
  const secretThere = async () => await redis.ask('EXISTS', 'rtc-call:1:secret');

  it('is one for all, also when all begin at once', async () => {
    const agreed = await Promise.all([one.sharedSecret(bytes(1)), other.sharedSecret(bytes(2))]);
    expect(agreed[0]).toEqual(agreed[1]);
    expect([bytes(1), bytes(2)]).toContainEqual(agreed[0]);
    const late = await RedisLog.connect(redis.url);
    expect(await late.sharedSecret(bytes(3))).toEqual(agreed[0]);
    await late.close();
  });

  it('is put there again when Redis comes back empty', async () => {
    expect(await one.sharedSecret(bytes(1))).toEqual(bytes(1));
    await redis.kill();
    await redis.restart();
    // At once, and not only when it is time to check.
    await eventually(async () => (await secretThere()) === 1, REDIS_LIMITS.secretCheckMs / 2);
    expect(await other.sharedSecret(bytes(2))).toEqual(bytes(1));
  });

  it('is reported when another one took its place', async () => {
    await one.sharedSecret(bytes(1));
    await redis.ask('SET', 'rtc-call:1:secret', 'another');
    await redis.ask('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await eventually(() => facts.some(({ kind }) => kind === 'secret-differs'), REDIS_LIMITS.secretCheckMs / 2);
    expect(await redis.ask('GET', 'rtc-call:1:secret')).toBe('another');
  });

  it('cannot be agreed on while Redis is away, and can afterwards', async () => {
    await redis.kill();
    await eventually(() => !one.isReady);
    await expect(one.sharedSecret(bytes(1))).rejects.toMatchObject({ name: 'StoreUnavailableError' });
    await redis.restart();
    await eventually(() => one.isReady);
    expect(await one.sharedSecret(bytes(1))).toEqual(bytes(1));
  });
});
