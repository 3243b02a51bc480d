import { setTimeout as delay } from 'node:timers/promises';
import { type BrowserName, type CallPage, hasBrowsers } from '@rtc-call/lab';
import { describe, expect, it } from 'vitest';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';
import { expectNobodyLeft, expectWhole, gather } from './support/rooms.ts';

/** What the product promises of a page that went away, in milliseconds: when it has left, and how long its place is kept. */
const LEFT_AFTER_MS = 1_500;
const PLACE_KEPT_MS = 15_000;

/** What the page takes longer than that to load, in milliseconds. */
const SLOW_LOAD_MS = 5_000;

describe
  .skipIf(!hasBrowsers('chromium', 'firefox'))
  .each<{ browser: BrowserName }>([{ browser: 'chromium' }, { browser: 'firefox' }])(
  'a page in $browser that is reloaded in mid-call',
  ({ browser }) => {
    const participants = useParticipants('chromium', 'firefox');

    async function setUp(room: string) {
      const stays = await participants.open('chromium', room);
      const reloads = await participants.open(browser, room);
      const third = await participants.open('chromium', room);
      await gather(['Stays', stays], ['Reloads', reloads], ['Third', third]);
      await stays.forgetViews();
      return { stays, reloads, third, selfId: (await reloads.view()).selfId };
    }

    it('is the same participant, with the same tile and without the lobby', async () => {
      const { stays, reloads, third, selfId } = await setUp(`reload-${browser}`);
      await stays.tile('Reloads').evaluate((tile) => tile.setAttribute('data-before', ''));
      const links = await linkNumbers(stays);

      await reloads.page.reload();
      await expectWhole([stays, reloads, third]);
      expect((await reloads.view()).selfId).toBe(selfId);
      expect(await stays.page.locator('rtc-tile[data-before]').filter({ hasText: 'Reloads' }).count()).toBe(1);
      await expectNobodyLeft(stays, [reloads, third]);
      expect((await reloads.views()).map(({ phase }) => phase)).not.toContain('idle');

      // Only the transport to that page is another.
      const kept = (await linkNumbers(stays)).filter((number) => links.includes(number));
      expect(kept).toHaveLength(1);
      await Promise.all([stays, reloads, third].map((page) => expectMediaFromAll(page, 2)));

      await duplicateIsAnother(stays, reloads);
    });

    it('and loads slowly, is away at once, leaves, and comes back to its place', async () => {
      const { stays, reloads, third, selfId } = await setUp(`slow-reload-${browser}`);
      const order = (await stays.view()).others.map(({ id }) => id);
      await reloads.page.route('**/*.js', async (route) => {
        await delay(SLOW_LOAD_MS);
        await route.continue();
      });
      await reloads.page.reload({ waitUntil: 'commit' });
      const wentAt = Date.now();
      await expectWhole([stays, reloads, third], PLACE_KEPT_MS);

      const views = await stays.views();
      const away = views.find(({ others }) => others.some(({ id, presence }) => id === selfId && presence === 'away'));
      const left = views.find(({ others }) => !others.some(({ id }) => id === selfId));
      if (away === undefined || left === undefined) throw new Error(`It was never away, or never left.`);
      expect(left.at - away.at).toBeGreaterThan(LEFT_AFTER_MS * 0.8);
      expect(left.at - wentAt).toBeLessThan(LEFT_AFTER_MS * 2);
      expect((await stays.view()).others.map(({ id }) => id)).toEqual(order);
      expect((await reloads.view()).selfId).toBe(selfId);
      expect((await reloads.views()).map(({ phase }) => phase)).not.toContain('idle');
      await expectMediaFromAll(reloads, 2);
    });
  },
);

/** The tab is duplicated as browsers do it, with a copy of its session storage. */
async function duplicateIsAnother(stays: CallPage, original: CallPage): Promise<void> {
  const { selfId } = await original.view();
  const twin = await original.duplicate();
  await twin.join('Twin');
  await expect.poll(async () => (await twin.view()).phase).toBe('joined');
  expect((await twin.view()).selfId).not.toBe(selfId);
  await expect.poll(() => stays.tile('Twin').count()).toBe(1);
  expect(await stays.tile('Reloads').count()).toBe(1);
  expect(await original.view()).toMatchObject({ phase: 'joined', selfId });
}

async function linkNumbers(page: CallPage): Promise<readonly number[]> {
  return (await page.links()).map(({ number }) => number);
}
