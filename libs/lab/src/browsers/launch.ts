import { type Browser, type BrowserServer, chromium, firefox, type LaunchOptions } from 'playwright-core';
import { browserForTests } from '../../../../tools/browsers.mjs';

export type BrowserName = 'chromium' | 'firefox';

/** Where a server of `launchServer` listens. */
export const LOOPBACK = '127.0.0.1';

export const BROWSER_TYPES = { chromium, firefox } as const;

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
  return BROWSER_TYPES[name].launch(optionsOf(name));
}

/**
 * The same as a server, which others connect to.
 * @param args more arguments of the browser's command.
 */
export function launchServer(name: BrowserName, args: readonly string[] = []): Promise<BrowserServer> {
  const options = optionsOf(name);
  return BROWSER_TYPES[name].launchServer({ ...options, host: LOOPBACK, args: [...(options.args ?? []), ...args] });
}

/** A Chromium whose processes can be killed, so that its pages have no moment left to say that they go. */
export async function launchKillable(): Promise<{ readonly browser: Browser; kill(): Promise<void> }> {
  const server = await launchServer('chromium');
  return { browser: await chromium.connect(server.wsEndpoint()), kill: () => server.kill() };
}

function optionsOf(name: BrowserName): LaunchOptions {
  const executablePath = executableOf(name);
  return name === 'chromium'
    ? { executablePath, args: CHROMIUM_ARGUMENTS }
    : { executablePath, channel: 'moz-firefox', firefoxUserPrefs: FIREFOX_PREFERENCES };
}

function executableOf(name: BrowserName): string {
  const path = browserForTests(name);
  if (path === null) throw new Error(`${name} was not found; ask hasBrowsers first.`);
  return path;
}
