import { describe, expect, it } from 'vitest';
import { browserForTests, findBrowser, howToGetBrowser } from './browsers.mjs';
import type { Machine } from './programs.mjs';

function machine(files: string[], env: NodeJS.ProcessEnv = {}, platform: NodeJS.Platform = 'linux'): Machine {
  return { env, platform, isFile: (path) => files.includes(path) };
}

describe('findBrowser', () => {
  it('takes the first of the usual places', () => {
    expect(findBrowser('chromium', machine(['/usr/bin/google-chrome', '/usr/bin/chromium']))).toBe('/usr/bin/chromium');
    expect(findBrowser('firefox', machine(['/usr/bin/firefox-esr']))).toBe('/usr/bin/firefox-esr');
  });

  it('looks where the platform keeps its programs', () => {
    const mac = '/Applications/Firefox.app/Contents/MacOS/firefox';
    expect(findBrowser('firefox', machine([mac], {}, 'darwin'))).toBe(mac);
    const windows = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';
    expect(findBrowser('chromium', machine([windows], {}, 'win32'))).toBe(windows);
  });

  it('prefers the one that the environment names', () => {
    const chosen = machine(['/usr/bin/chromium', '/opt/chrome'], { RTC_CALL_CHROMIUM: '/opt/chrome' });
    expect(findBrowser('chromium', chosen)).toBe('/opt/chrome');
  });

  it('does not fall back when the environment names a file that is not there', () => {
    const wrong = machine(['/usr/bin/chromium'], { RTC_CALL_CHROMIUM: '/opt/chrome' });
    expect(() => findBrowser('chromium', wrong)).toThrow('RTC_CALL_CHROMIUM is /opt/chrome, and there is no such file');
  });

  it('answers null when there is none', () => {
    expect(findBrowser('webkit', machine([]))).toBeNull();
  });
});

describe('browserForTests', () => {
  it('skips on a developer machine', () => {
    expect(browserForTests('firefox', machine([]))).toBeNull();
    expect(browserForTests('firefox', machine([], { CI: 'false' }))).toBeNull();
  });

  it('fails on CI, saying how to get the browser', () => {
    expect(() => browserForTests('firefox', machine([], { CI: 'true' }))).toThrow(howToGetBrowser('firefox'));
    expect(howToGetBrowser('firefox')).toContain('apt-get install firefox-esr');
  });

  it('never insists on WebKit', () => {
    expect(browserForTests('webkit', machine([], { CI: 'true' }))).toBeNull();
  });
});
