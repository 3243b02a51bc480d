import { chromium, firefox, type Browser } from 'playwright-core';
import { browserForTests } from '../../../../tools/browsers.mjs';

export type BrowserName = 'chromium' | 'firefox';

const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--use-fake-device-for-media-stream=fps=30,device-count=2',
  '--autoplay-policy=no-user-gesture-required',
];

const FIREFOX_PREFERENCES = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.peerconnection.ice.obfuscate_host_addresses': false,
};

/** Whether the machine has all these browsers. Where it must have them (CI), a missing one throws. */
export function hasBrowsers(...names: BrowserName[]): boolean {
  return names.every((name) => browserForTests(name) !== null);
}

/** A real browser with fake devices. Whether a page may use them is its context's permission. */
export function launch(name: BrowserName): Promise<Browser> {
  const executablePath = browserForTests(name);
  if (executablePath === null) throw new Error(`${name} was not found; ask hasBrowsers first.`);
  return name === 'chromium'
    ? chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS })
    : firefox.launch({ executablePath, channel: 'moz-firefox', firefoxUserPrefs: FIREFOX_PREFERENCES });
}
