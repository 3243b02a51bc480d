import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig, type TestProjectConfiguration } from 'vitest/config';
import { browserForTests, howToGetBrowser } from '../../tools/browsers.mjs';
import { sharedTestConfig } from '../../vitest.shared.ts';

const chromium = browserForTests('chromium');
if (chromium === null) console.warn(`The elements' tests in a browser are skipped: ${howToGetBrowser('chromium')}`);

/** What may be imported during a run: one found only then would reload the page in the middle of it. */
const dependencies = [
  '@lit/context',
  'axe-core',
  'lit',
  'lit/decorators.js',
  'lit/directives/class-map.js',
  'lit/directives/keyed.js',
  'lit/directives/live.js',
  'lit/directives/repeat.js',
  'lit/directives/style-map.js',
  '@protobuf-ts/grpcweb-transport',
  '@protobuf-ts/runtime',
  '@protobuf-ts/runtime-rpc',
  'uplot',
];

const node: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 'node',
    environment: 'node',
    include: ['src/**/*.spec.ts', 'vite.config.spec.ts'],
    exclude: ['src/**/*.browser.spec.ts'],
  },
};

const browser: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 'browser',
    include: ['src/**/*.browser.spec.ts'],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: {
          ...(chromium === null ? {} : { executablePath: chromium }),
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--no-first-run',
            '--use-fake-device-for-media-stream',
            '--use-fake-ui-for-media-stream',
            '--autoplay-policy=no-user-gesture-required',
          ],
        },
        contextOptions: { permissions: ['camera', 'microphone'] },
      }),
      instances: [{ browser: 'chromium', viewport: { width: 1000, height: 700 } }],
    },
  },
};

// Merging joins lists: with the shared `include` each project would run the other's tests too.
const { include: _, ...sharedTests } = sharedTestConfig.test ?? {};

export default mergeConfig(
  { ...sharedTestConfig, test: sharedTests },
  defineConfig({
    optimizeDeps: { include: dependencies },
    test: { projects: chromium === null ? [node] : [node, browser] },
  }),
);
