import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { browserForTests, howToGetBrowser } from '../../tools/browsers.mjs';
import { sharedTestConfig } from '../../vitest.shared.ts';

const chromium = browserForTests('chromium');
if (chromium === null) console.warn(`The client's tests in Chromium are skipped: ${howToGetBrowser('chromium')}.`);

const BROWSER_SPECS = 'src/**/*.browser.spec.ts';

const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Loopback candidates, so that the tests need no network.
  '--allow-loopback-in-peer-connection',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
];

/** In Node what needs no browser, and in Chromium, with made-up devices, what does. */
export default mergeConfig(
  sharedTestConfig,
  defineConfig({
    test: {
      projects: [
        { extends: true, test: { name: 'node', environment: 'node', exclude: [BROWSER_SPECS] } },
        ...(chromium === null ? [] : [inChromium(chromium)]),
      ],
    },
  }),
);

function inChromium(executablePath: string) {
  return {
    extends: true as const,
    optimizeDeps: { include: ['@protobuf-ts/runtime', '@protobuf-ts/runtime-rpc'] },
    test: {
      name: 'chromium',
      include: [BROWSER_SPECS],
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({
          launchOptions: { executablePath, args: CHROMIUM_FLAGS },
          contextOptions: { permissions: ['camera', 'microphone'] },
        }),
        instances: [{ browser: 'chromium' as const }],
      },
    },
  };
}
