import { RedisProcess } from '@rtc-call/server/testing';
import { afterEach } from 'vitest';
import { redisForTests } from '../../../../tools/redis.mjs';

/** Starts a Redis for one test. */
export interface Stores {
  start(): Promise<RedisProcess>;
}

/** Whether the machine has a redis-server. Where it must have one (CI), a missing one throws. */
export function hasRedis(): boolean {
  return redisForTests() !== null;
}

/** Registers the hook of the test file that calls it. */
export function useRedis(): Stores {
  const started: RedisProcess[] = [];
  afterEach(() => Promise.all(started.splice(0).map((redis) => redis[Symbol.asyncDispose]())));
  return {
    async start() {
      const program = redisForTests();
      if (program === null) throw new Error('redis-server was not found; ask hasRedis first.');
      const redis = await RedisProcess.start({ program });
      started.push(redis);
      return redis;
    },
  };
}
