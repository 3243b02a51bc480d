import { type BrowserName, type CallPage, hasBrowsers } from '@rtc-call/lab';
import { describe, expect, it } from 'vitest';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';

const CASES: readonly { title: string; browsers: readonly BrowserName[] }[] = [
  { title: 'Chromium with Chromium', browsers: ['chromium', 'chromium'] },
  { title: 'Chromium first, then Firefox', browsers: ['chromium', 'firefox'] },
  { title: 'Firefox first, then Chromium', browsers: ['firefox', 'chromium'] },
  { title: 'three Chromium pages', browsers: ['chromium', 'chromium', 'chromium'] },
];

describe.skipIf(!hasBrowsers('chromium', 'firefox'))('a call between real browsers', () => {
  const participants = useParticipants('chromium', 'firefox');

  it.each(CASES)('$title: everybody sees and hears everybody', async ({ title, browsers }) => {
    const room = title.replaceAll(/\W+/g, '-');
    const everybody: CallPage[] = [];
    for (const [index, name] of browsers.entries()) {
      const page = await participants.open(name, room);
      await page.join(`Person ${index}`);
      everybody.push(page);
    }
    for (const [index, page] of everybody.entries()) {
      await expectMediaFromAll(page, browsers.length - 1);
      for (const other of browsers.keys()) {
        if (other !== index) await expect.poll(() => page.tile(`Person ${other}`).count()).toBe(1);
      }
    }
  });
});
