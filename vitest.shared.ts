import type { ViteUserConfig } from 'vitest/config';

/** What every project's tests share: imports go to the sources, and the outcome is also kept as JSON. */
export const sharedTestConfig: ViteUserConfig = {
  resolve: { conditions: ['@rtc-call/source', 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions: ['@rtc-call/source', 'module', 'node', 'development|production'] } },
  test: {
    include: ['src/**/*.spec.ts'],
    // A guard against hanging, not a measure: in a full run the projects share the cores.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: ['default', ['json', { outputFile: 'reports/vitest.json' }]],
  },
};
