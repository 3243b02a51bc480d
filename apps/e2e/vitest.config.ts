import { defineConfig, mergeConfig } from 'vitest/config';
import { sharedTestConfig } from '../../vitest.shared.ts';

export default mergeConfig(
  sharedTestConfig,
  defineConfig({
    test: {
      environment: 'node',
      globalSetup: ['src/support/start-product.ts'],
      // Each test runs several browsers with video; more at once and they starve one another.
      fileParallelism: false,
      testTimeout: 90_000,
      hookTimeout: 60_000,
      // What is promised within a time says so itself; anything else may take as long as a busy machine needs.
      expect: { poll: { timeout: 30_000, interval: 100 } },
    },
  }),
);
