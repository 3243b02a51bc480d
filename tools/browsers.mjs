// Where the tests find their browsers. Run as a program it prints what it found, with each file's date and size, which
// is how Nx knows that a browser was updated and the tests in it must run again.
import { realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {'chromium' | 'firefox' | 'webkit'} BrowserName */
/** @typedef {{ variable: string, linux: string[], darwin: string[], win32: string[], howToGet: string }} Places */
/** @typedef {{ env: NodeJS.ProcessEnv, platform: NodeJS.Platform, isFile: (path: string) => boolean }} Machine */

const onPath = (/** @type {string[]} */ names) =>
  ['/usr/local/bin', '/usr/bin', '/snap/bin'].flatMap((folder) => names.map((name) => `${folder}/${name}`));

const applications = (/** @type {string} */ inside) => [
  `/Applications/${inside}`,
  join(homedir(), 'Applications', inside),
];

const programFiles = (/** @type {string} */ inside) =>
  ['C:\\Program Files', 'C:\\Program Files (x86)', process.env['LOCALAPPDATA'] ?? '']
    .filter((folder) => folder !== '')
    .map((folder) => `${folder}\\${inside}`);

/** @type {Record<BrowserName, Places>} */
const places = {
  chromium: {
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
    variable: 'RTC_CALL_FIREFOX',
    linux: onPath(['firefox-esr', 'firefox']),
    darwin: applications('Firefox.app/Contents/MacOS/firefox'),
    win32: programFiles('Mozilla Firefox\\firefox.exe'),
    howToGet: 'install Firefox (Debian: apt-get install firefox-esr), or name its file in RTC_CALL_FIREFOX',
  },
  webkit: {
    variable: 'RTC_CALL_WEBKIT',
    linux: ['x86_64-linux-gnu', 'aarch64-linux-gnu']
      .flatMap((machine) => ['webkit2gtk-4.1', 'webkit2gtk-4.0'].map((version) => `/usr/lib/${machine}/${version}`))
      .map((folder) => `${folder}/MiniBrowser`),
    darwin: [],
    win32: [],
    howToGet: 'install WebKitGTK (Debian: apt-get install libwebkit2gtk-4.1-0), or name its file in RTC_CALL_WEBKIT',
  },
};

/** @type {Machine} */
const thisMachine = {
  env: process.env,
  platform: process.platform,
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
};

/**
 * The browser's executable: the one its environment variable names, or else the first of the usual places that has one.
 * A variable that names no file is an error, not a reason to take another browser.
 * @param {BrowserName} name
 * @param {Machine} [machine]
 * @returns {string | null}
 */
export function findBrowser(name, machine = thisMachine) {
  const { variable } = places[name];
  const chosen = machine.env[variable];
  if (chosen) {
    if (machine.isFile(chosen)) return chosen;
    throw new Error(`${variable} is ${chosen}, and there is no such file`);
  }
  const usual = machine.platform === 'darwin' || machine.platform === 'win32' ? machine.platform : 'linux';
  return places[name][usual].find(machine.isFile) ?? null;
}

/**
 * Like `findBrowser`, for tests: null means "skip these tests". With CI set, a missing Chromium or Firefox is a failure.
 * @param {BrowserName} name
 * @param {Machine} [machine]
 * @returns {string | null}
 */
export function browserForTests(name, machine = thisMachine) {
  const path = findBrowser(name, machine);
  if (path === null && isSet(machine.env['CI']) && requiredBrowsers.includes(name))
    throw new Error(howToGetBrowser(name));
  return path;
}

/**
 * One sentence: what is missing and how to get it.
 * @param {BrowserName} name
 */
export function howToGetBrowser(name) {
  return `no ${name} was found: ${places[name].howToGet}`;
}

/** The browsers that the tests need: without one, tests are skipped, and with CI set they fail. @type {BrowserName[]} */
export const requiredBrowsers = ['chromium', 'firefox'];

/** @param {string | undefined} value */
function isSet(value) {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}

/** @param {BrowserName} name */
function fingerprint(name) {
  const path = findBrowser(name);
  if (path === null) return `${name}: none`;
  const { mtimeMs, size } = statSync(realpathSync(path));
  return `${name}: ${path} ${Math.trunc(mtimeMs)} ${size}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of /** @type {BrowserName[]} */ (Object.keys(places))) console.log(fingerprint(name));
}
