// Where the tests find their browsers.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { findProgram, howToGet, onPath, printWhenRun, programForTests, thisMachine } from './programs.mjs';

/** @typedef {'chromium' | 'firefox' | 'webkit'} BrowserName */
/** @typedef {import('./programs.mjs').Program} Program */

const applications = (/** @type {string} */ inside) => [
  `/Applications/${inside}`,
  join(homedir(), 'Applications', inside),
];

const programFiles = (/** @type {string} */ inside) =>
  ['C:\\Program Files', 'C:\\Program Files (x86)', process.env['LOCALAPPDATA'] ?? '']
    .filter((folder) => folder !== '')
    .map((folder) => `${folder}\\${inside}`);

/** @type {Record<BrowserName, Program>} */
const browsers = {
  chromium: {
    name: 'chromium',
    required: true,
    variable: 'RTC_CALL_CHROMIUM',
    linux: onPath(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']),
    darwin: [
      ...applications('Google Chrome.app/Contents/MacOS/Google Chrome'),
      ...applications('Chromium.app/Contents/MacOS/Chromium'),
    ],
    win32: [
      ...programFiles('Google\\Chrome\\Application\\chrome.exe'),
      ...programFiles('Chromium\\Application\\chrome.exe'),
    ],
    howToGet: 'install Chromium or Chrome (Debian: apt-get install chromium), or name its file in RTC_CALL_CHROMIUM',
  },
  firefox: {
    name: 'firefox',
    required: true,
    variable: 'RTC_CALL_FIREFOX',
    linux: onPath(['firefox-esr', 'firefox']),
    darwin: applications('Firefox.app/Contents/MacOS/firefox'),
    win32: programFiles('Mozilla Firefox\\firefox.exe'),
    howToGet: 'install Firefox (Debian: apt-get install firefox-esr), or name its file in RTC_CALL_FIREFOX',
  },
  webkit: {
    name: 'webkit',
    required: false,
    variable: 'RTC_CALL_WEBKIT',
    linux: ['x86_64-linux-gnu', 'aarch64-linux-gnu']
      .flatMap((machine) => ['webkit2gtk-4.1', 'webkit2gtk-4.0'].map((version) => `/usr/lib/${machine}/${version}`))
      .map((folder) => `${folder}/MiniBrowser`),
    darwin: [],
    win32: [],
    howToGet: 'install WebKitGTK (Debian: apt-get install libwebkit2gtk-4.1-0), or name its file in RTC_CALL_WEBKIT',
  },
};

/**
 * The browser's executable: the one its environment variable names, or else the first of the usual places that has one.
 * A variable that names no file is an error, not a reason to take another browser.
 * @param {BrowserName} name
 * @returns {string | null}
 */
export function findBrowser(name, machine = thisMachine) {
  return findProgram(browsers[name], machine);
}

/**
 * Like `findBrowser`, for tests: null means "skip these tests". With CI set, a missing Chromium or Firefox is a failure.
 * @param {BrowserName} name
 * @returns {string | null}
 */
export function browserForTests(name, machine = thisMachine) {
  return programForTests(browsers[name], machine);
}

/**
 * One sentence: what is missing and how to get it.
 * @param {BrowserName} name
 */
export function howToGetBrowser(name) {
  return howToGet(browsers[name]);
}

/** The browsers that the tests need: without one, tests are skipped, and with CI set they fail. */
export const requiredBrowsers = /** @type {BrowserName[]} */ (Object.keys(browsers)).filter(
  (name) => browsers[name].required,
);

printWhenRun(import.meta.url, Object.values(browsers));
