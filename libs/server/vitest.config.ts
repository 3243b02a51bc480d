import { defineConfig, mergeConfig } from 'vitest/config';
import { howToGetRedis, redisForTests } from '../../tools/redis.mjs';
import { sharedTestConfig } from '../../vitest.shared.ts';

if (redisForTests() === null) console.warn(`The server's tests on Redis are skipped: ${howToGetRedis()}`);

export default mergeConfig(sharedTestConfig, defineConfig({ test: { environment: 'node' } }));
