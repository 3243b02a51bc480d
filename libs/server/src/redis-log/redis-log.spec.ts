import { randomUUID } from 'node:crypto';
import { describeLog, SUITE_WINDOW } from '@rtc-call/room/log-suite';
import { afterAll, beforeAll } from 'vitest';
import { RedisLog } from './redis-log.ts';
import { describeWithRedis } from './testing/describe-with-redis.ts';
import { RedisClusterProcess } from './testing/redis-cluster.ts';
import { RedisProcess } from './testing/redis-process.ts';

/** Two servers on one Redis, in a part of it that is empty. */
async function twoServers(urls: readonly string[]) {
  const options = { window: SUITE_WINDOW, keyPrefix: `${randomUUID()}:` };
  const [log, other] = await Promise.all([RedisLog.connect(urls, options), RedisLog.connect(urls, options)]);
  const dispose = async () => {
    await Promise.all([log.close(), other.close()]);
  };
  return { log, other, dispose };
}

describeWithRedis('on one Redis', (program) => {
  let redis: RedisProcess;
  beforeAll(async () => {
    redis = await RedisProcess.start({ program });
  });
  afterAll(() => redis[Symbol.asyncDispose]());

  describeLog('RedisLog', () => twoServers([redis.url]));
});

describeWithRedis('on a cluster', (program) => {
  let cluster: RedisClusterProcess;
  beforeAll(async () => {
    cluster = await RedisClusterProcess.start({ program });
  });
  afterAll(() => cluster[Symbol.asyncDispose]());

  // Of one node the others are learned.
  describeLog('RedisLog', () => twoServers(cluster.urls.slice(0, 1)));
});
