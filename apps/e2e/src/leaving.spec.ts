import { type BrowserName, CallPage, hasBrowsers, launchKillable } from '@rtc-call/lab';
import { describe, expect, inject, it } from 'vitest';
import { embeddingUrl } from './support/embedding-site.ts';
import { useParticipants } from './support/participants.ts';
import { gather } from './support/rooms.ts';

/** What the product promises of somebody who says so, in milliseconds. */
const TOLD_WITHIN_MS = 2_000;

/** And of somebody who cannot, in milliseconds. */
const LOST_IS_GONE_WITHIN_MS = 15_000;

describe.skipIf(!hasBrowsers('chromium', 'firefox'))('leaving', () => {
  const participants = useParticipants('chromium', 'firefox');

  const byButton = (page: CallPage) => page.leave();
  const byClosing = (page: CallPage) => page.page.close({ runBeforeUnload: true });

  it.each<{ title: string; browser: BrowserName; leave: (page: CallPage) => Promise<void> }>([
    { title: 'the leave button', browser: 'chromium', leave: byButton },
    { title: 'closing the tab in Chromium', browser: 'chromium', leave: byClosing },
    { title: 'closing the tab in Firefox', browser: 'firefox', leave: byClosing },
  ])('by $title is told to the others in time', async ({ title, browser, leave }) => {
    const room = title.replaceAll(' ', '-');
    const [stays, goes] = [await participants.open('chromium', room), await participants.open(browser, room)];
    await gather(['Stays', stays], ['Goes', goes]);
    await leave(goes);
    await expectGone(stays, TOLD_WITHIN_MS);
  });

  it.each<{ browser: BrowserName }>([{ browser: 'chromium' }, { browser: 'firefox' }])(
    'by closing a tab of another origin in $browser is told to the others in time',
    async ({ browser }) => {
      const room = `embedded-in-${browser}`;
      const stays = await participants.open('chromium', room);
      const goes = await participants.openUrl(
        browser,
        embeddingUrl(inject('embeddingOrigin'), { server: inject('productUrl'), room }),
      );
      await gather(['Stays', stays], ['Goes', goes]);
      await byClosing(goes);
      await expectGone(stays, TOLD_WITHIN_MS);
    },
  );

  it('by a browser that is killed leaves no ghost', async () => {
    const stays = await participants.open('chromium', 'killed-browser');
    const { browser, kill } = await launchKillable();
    const killed = await CallPage.open(browser, `${inject('productUrl')}/call?room=killed-browser`);
    await gather(['Stays', stays], ['Goes', killed]);
    await kill();
    await expectGone(stays, LOST_IS_GONE_WITHIN_MS);
  });

  it('gives the devices back, and leads back in', async () => {
    const page = await participants.open('chromium', 'there-and-back');
    await page.join('Person');
    await page.leave();
    await page.page.getByRole('button', { name: /^(Rejoin|Join)/ }).click();
    await page.leaveButton.waitFor();
  });
});

async function expectGone(stays: CallPage, withinMs: number): Promise<void> {
  await expect.poll(() => stays.tile('Goes').count(), { timeout: withinMs }).toBe(0);
}
