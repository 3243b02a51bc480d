import { randomUUID } from 'node:crypto';
import { describeLog, SUITE_WINDOW } from '@rtc-call/room/log-suite';
import { afterAll, beforeAll, describe } from 'vitest';
import { RedisLog } from './redis-log.ts';
import { RedisClusterProcess, RedisProcess } from './testing/index.ts';

const program = '/usr/bin/redis-server';

/** Two servers that share an empty part of a Redis. */
async function twoServers(urls: readonly string[]) {
  const options = { window: SUITE_WINDOW, keyPrefix: `${randomUUID()}:` };
  const logs = await Promise.all([RedisLog.connect(urls, options), RedisLog.connect(urls, options)]);
  const [log, other] = logs;
  return {
    log,
    other,
    dispose: async () => {
      await Promise.all(logs.map((each) => each.close()));
    },
  };
}

describe.skipIf(program === null)('on one Redis', () => {
  let redis: RedisProcess;
  beforeAll(async () => {
    redis = await RedisProcess.start({ program });
  });
  afterAll(() => redis[Symbol.asyncDispose]());

  describeLog('RedisLog', () => twoServers([redis.url]));
});

describe('on a cluster', () => {
  let cluster: RedisClusterProcess;
  beforeAll(async () => {
    cluster = await RedisClusterProcess.start({ program });
  });
  afterAll(() => cluster[Symbol.asyncDispose]());

  describeLog('RedisLog', () => twoServers(cluster.urls.slice(0, 1)));
});
