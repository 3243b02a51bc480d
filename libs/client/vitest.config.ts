import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { browserForTests, howToGetBrowser } from '../../tools/browsers.mjs';
import { sharedTestConfig } from '../../vitest.shared.ts';

/** Tests for every browser, and those for what only one browser can be made to do. */
const BROWSER_SPECS = {
  chromium: ['src/**/*.browser.spec.ts', 'src/**/*.chromium.spec.ts'],
  firefox: ['src/**/*.browser.spec.ts'],
};

/** How a browser is started with made-up devices, and so that two links in one page reach each other without a network. */
const LAUNCH = {
  chromium: {
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--allow-loopback-in-peer-connection',
      '--use-fake-device-for-media-stream=device-count=3',
      '--autoplay-policy=no-user-gesture-required',
    ],
  },
  firefox: {
    channel: 'moz-firefox',
    firefoxUserPrefs: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.autoplay.default': 0,
      // An AudioContext does not start on a machine without a sound card otherwise.
      'media.cubeb.force_mock_context': true,
      'media.peerconnection.ice.loopback': true,
      'media.peerconnection.ice.obfuscate_host_addresses': false,
    },
  },
};

function inBrowser(browser: keyof typeof LAUNCH): TestProjectInlineConfiguration[] {
  const executablePath = browserForTests(browser);
  if (executablePath === null) {
    console.warn(`The client's tests in ${browser} are skipped: ${howToGetBrowser(browser)}.`);
    return [];
  }
  return [
    {
      // Inheriting would add to the shared `include` instead of replacing it.
      extends: false,
      resolve: sharedTestConfig.resolve ?? {},
      optimizeDeps: { include: ['@protobuf-ts/runtime', '@protobuf-ts/runtime-rpc'] },
      test: {
        name: browser,
        include: BROWSER_SPECS[browser],
        // One file at a time: they share the made-up devices, and one that asks for a small picture shrinks another's.
        fileParallelism: false,
        browser: {
          enabled: true,
          headless: true,
          screenshotFailures: false,
          provider: playwright({
            launchOptions: { executablePath, ...LAUNCH[browser] },
            contextOptions: browser === 'chromium' ? { permissions: ['camera', 'microphone'] } : {},
          }),
          instances: [{ browser }],
        },
      },
    },
  ];
}

/** In Node what needs no browser, and in both browsers what does. */
export default mergeConfig(
  sharedTestConfig,
  defineConfig({
    test: {
      projects: [
        { extends: true, test: { name: 'node', environment: 'node', exclude: BROWSER_SPECS.chromium } },
        ...inBrowser('chromium'),
        ...inBrowser('firefox'),
      ],
    },
  }),
);
