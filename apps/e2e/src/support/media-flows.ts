import type { CallPage } from '@rtc-call/lab';
import { expect } from 'vitest';

/** Asserts that the page decodes video from every one of `others` and hears each; goes on until it does. */
export async function expectMediaFromAll(page: CallPage, others: number): Promise<void> {
  await expect
    .poll(async () => {
      const { links } = await page.received();
      return links.filter(({ framesDecoded, audioEnergy }) => framesDecoded > 5 && audioEnergy > 0).length;
    })
    .toBe(others);
}
