import { defineConfig, mergeConfig } from 'vitest/config';
import { coturnForTests, howToGetCoturn } from '../../tools/coturn.mjs';
import { howToGetRedis, redisForTests } from '../../tools/redis.mjs';
import { sharedTestConfig } from '../../vitest.shared.ts';

if (redisForTests() === null) console.warn(`The server's tests on Redis are skipped: ${howToGetRedis()}`);
if (coturnForTests() === null) console.warn(`The server's tests on coturn are skipped: ${howToGetCoturn()}`);

export default mergeConfig(sharedTestConfig, defineConfig({ test: { environment: 'node' } }));
