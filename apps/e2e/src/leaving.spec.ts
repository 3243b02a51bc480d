import { describe, expect, it } from 'vitest';
import { hasBrowsers } from './support/launch.ts';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';

/** What the product promises, in milliseconds. */
const TOLD_WITHIN_MS = 2_000;

describe.skipIf(!hasBrowsers('chromium'))('leaving', () => {
  const participants = useParticipants('chromium');

  it.each([
    ['the leave button', async (page: Awaited<ReturnType<typeof participants.open>>) => page.leave()],
    ['closing the tab', async (page: Awaited<ReturnType<typeof participants.open>>) => page.page.close()],
  ])('by %s tells the others within two seconds', async (title, leave) => {
    const room = title.replaceAll(' ', '-');
    const [stays, goes] = await Promise.all([participants.open('chromium', room), participants.open('chromium', room)]);
    await stays.join('Stays');
    await goes.join('Goes');
    await expectMediaFromAll(stays, 1);
    await leave(goes);
    await expect.poll(() => stays.tile('Goes').count(), { timeout: TOLD_WITHIN_MS }).toBe(0);
  });

  it('gives the devices back, and leads back in', async () => {
    const page = await participants.open('chromium', 'there-and-back');
    await page.join('Person');
    await page.leave();
    await page.page.getByRole('button', { name: /^(Rejoin|Join)/ }).click();
    await page.page.getByRole('button', { name: /^Leave/ }).waitFor();
  });
});
