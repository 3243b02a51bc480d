import type { Machine } from './programs.mjs';

export type BrowserName = 'chromium' | 'firefox' | 'webkit';

/**
 * The browser's executable: the one its environment variable names (RTC_CALL_CHROMIUM, RTC_CALL_FIREFOX,
 * RTC_CALL_WEBKIT), or else the first of the usual places that has one. Throws when the variable names no file.
 */
export function findBrowser(name: BrowserName, machine?: Machine): string | null;

/** Like `findBrowser`, for tests: null means "skip these tests". With CI set, a missing Chromium or Firefox throws. */
export function browserForTests(name: BrowserName, machine?: Machine): string | null;

/** One sentence: what is missing and how to get it. */
export function howToGetBrowser(name: BrowserName): string;

/** The browsers that the tests need: without one, tests are skipped, and with CI set they fail. */
export const requiredBrowsers: BrowserName[];
