import { setTimeout as delay } from 'node:timers/promises';
import { type BrowserName, hasBrowsers } from '@rtc-call/lab';
import { describe, expect, it } from 'vitest';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';
import { expectWhole, gather } from './support/rooms.ts';

/** How long the user stays on the other page, in milliseconds: longer than the room takes a participant for there. */
const ELSEWHERE_MS = 4_000;

describe
  .skipIf(!hasBrowsers('chromium', 'firefox'))
  .each<{ browser: BrowserName }>([{ browser: 'chromium' }, { browser: 'firefox' }])(
  'a page in $browser that is left for another in mid-call',
  ({ browser }) => {
    const participants = useParticipants('chromium', 'firefox');

    it('and gone back to, is the same participant without the lobby, whether the browser has kept it or not', async () => {
      const room = `back-and-forth-${browser}`;
      const stays = await participants.open('chromium', room);
      const wanders = await participants.open(browser, room);
      await gather(['Stays', stays], ['Wanders', wanders]);
      const { selfId } = await wanders.view();

      await wanders.page.goto(new URL('/', wanders.page.url()).href);
      await expect.poll(async () => (await stays.view()).others).toEqual([]);
      await delay(ELSEWHERE_MS);
      await wanders.page.goBack();
      await expectWhole([stays, wanders]);
      expect((await wanders.view()).selfId).toBe(selfId);
      expect((await wanders.views()).map(({ phase }) => phase)).not.toContain('idle');
      await Promise.all([stays, wanders].map((page) => expectMediaFromAll(page, 1)));
    });
  },
);
