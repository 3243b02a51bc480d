import { type BrowserName, CallPage, launch, type OpenOptions } from '@rtc-call/lab';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';

/** Opens pages in browsers that live for one test file; each page is closed after its test. */
export interface Participants {
  /** Opens the demo's page for a room. */
  open(name: BrowserName, room: string, options?: OpenOptions): Promise<CallPage>;
  /** Opens any page. */
  openUrl(name: BrowserName, url: string, options?: OpenOptions): Promise<CallPage>;
}

/** Registers the hooks of the test file that calls it. */
export function useParticipants(...names: BrowserName[]): Participants {
  const browsers = new Map<BrowserName, Browser>();
  const pages: CallPage[] = [];

  beforeAll(async () => {
    for (const name of names) browsers.set(name, await launch(name));
  });
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.close()));
  });
  afterAll(async () => {
    await Promise.all([...browsers.values()].map((browser) => browser.close()));
  });

  const openUrl: Participants['openUrl'] = async (name, url, options) => {
    const browser = browsers.get(name);
    if (browser === undefined) throw new Error(`${name} is not among this file's browsers.`);
    const page = await CallPage.open(browser, url, options);
    pages.push(page);
    return page;
  };
  return {
    openUrl,
    open: (name, room, options) => openUrl(name, `${inject('productUrl')}/call?room=${room}`, options),
  };
}
