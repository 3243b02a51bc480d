import { setTimeout as delay } from 'node:timers/promises';
import { type BrowserName, hasBrowsers } from '@rtc-call/lab';
import { describe, expect, it } from 'vitest';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';
import { expectNobodyLeft, expectWhole, gather } from './support/rooms.ts';

/** How long after the first reload the second one comes, in milliseconds: about when the page is on its way back. */
const IMPATIENCE_MS = [100, 200, 300, 400];

describe
  .skipIf(!hasBrowsers('chromium', 'firefox'))
  .each<{ browser: BrowserName }>([{ browser: 'chromium' }, { browser: 'firefox' }])(
  'a page in $browser that is reloaded twice',
  ({ browser }) => {
    const participants = useParticipants('chromium', 'firefox');

    it('is back as who it was, with its devices, whenever the second time comes', async () => {
      const room = `reloaded-twice-${browser}`;
      const stays = await participants.open('chromium', room);
      const reloads = await participants.open(browser, room);
      await gather(['Stays', stays], ['Reloads', reloads]);
      await stays.forgetViews();
      const { selfId } = await reloads.view();
      for (const waitMs of IMPATIENCE_MS) {
        await reloads.page.reload({ waitUntil: 'commit' });
        await delay(waitMs);
        await reloads.page.reload({ waitUntil: 'commit' });
        await expectWhole([stays, reloads]);
        expect((await reloads.view()).selfId).toBe(selfId);
        // Sound and picture, and so both devices.
        await expectMediaFromAll(stays, 1);
      }
      await expectNobodyLeft(stays, [reloads]);
    });
  },
);
