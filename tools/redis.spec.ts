import { expect, it } from 'vitest';
import type { Machine } from './programs.mjs';
import { findRedis, howToGetRedis, redisForTests } from './redis.mjs';

function machine(files: string[], env: NodeJS.ProcessEnv = {}): Machine {
  return { env, platform: 'linux', isFile: (path) => files.includes(path) };
}

it('takes a Valkey where there is no Redis', () => {
  expect(findRedis(machine(['/usr/bin/valkey-server', '/usr/bin/redis-server']))).toBe('/usr/bin/redis-server');
  expect(findRedis(machine(['/usr/bin/valkey-server']))).toBe('/usr/bin/valkey-server');
});

it('is skipped on a developer machine that has none, and needed on CI', () => {
  expect(redisForTests(machine([]))).toBeNull();
  expect(() => redisForTests(machine([], { CI: 'true' }))).toThrow(howToGetRedis());
  expect(howToGetRedis()).toContain('apt-get install redis-server');
});
