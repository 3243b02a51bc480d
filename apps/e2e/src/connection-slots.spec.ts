import { type CallPage, hasBrowsers } from '@rtc-call/lab';
import { describe, expect, inject, it } from 'vitest';
import { useParticipants } from './support/participants.ts';
import { Product } from './support/product.ts';

/** Over HTTP/1.1 a browser has six connections to an origin; two stay free for what is not a stream. */
const CALLS_OVER_HTTP1 = 4;

describe.skipIf(!hasBrowsers('chromium'))('calls in several tabs of one browser', () => {
  const participants = useParticipants('chromium');

  async function openTabs(url: string, count: number): Promise<CallPage[]> {
    const first = await participants.openUrl('chromium', `${url}/call?room=tab-0`);
    const tabs = [first];
    for (let index = 1; index < count; index += 1) tabs.push(await first.openBeside(`${url}/call?room=tab-${index}`));
    return tabs;
  }

  it('are four over plain HTTP; the fifth says why and what helps, and the four can mute and leave', async () => {
    const tabs = await openTabs(inject('productUrl'), CALLS_OVER_HTTP1 + 1);
    const fifth = tabs.pop();
    for (const tab of tabs) {
      await tab.join('Person');
      await tab.leaveButton.waitFor();
    }
    await fifth?.join('One too many');
    await fifth?.page
      .getByText(/--https/)
      .first()
      .waitFor();

    for (const tab of tabs) {
      await tab.mute();
      await tab.page.getByRole('button', { name: /microphone on|unmute/i }).waitFor();
    }
    await tabs[0]?.leave();
    await fifth?.page
      .getByRole('button', { name: /again|join/i })
      .first()
      .click();
    await fifth?.leaveButton.waitFor();
  });

  it('are as many as one likes over HTTPS', async () => {
    const product = await Product.start('--https');
    try {
      const tabs = await openTabs(product.url, CALLS_OVER_HTTP1 + 2);
      for (const tab of tabs) {
        await tab.join('Person');
        await tab.leaveButton.waitFor();
      }
      expect(product.url).toMatch(/^https:/);
    } finally {
      await product.stop();
    }
  });
});
