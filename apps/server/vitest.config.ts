import { defineConfig, mergeConfig } from 'vitest/config';
import { coturnForTests, howToGetCoturn } from '../../tools/coturn.mjs';
import { sharedTestConfig } from '../../vitest.shared.ts';

if (coturnForTests() === null) console.warn(`The command's tests on coturn are skipped: ${howToGetCoturn()}`);

export default mergeConfig(sharedTestConfig, defineConfig({ test: { environment: 'node' } }));
