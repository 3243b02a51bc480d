import { hasBrowsers } from '@rtc-call/lab';
import { describe, expect, inject, it } from 'vitest';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';

describe.skipIf(!hasBrowsers('chromium'))('the demo', () => {
  const participants = useParticipants('chromium');

  it('makes a room, and its link leads others into the same call', async () => {
    const host = await participants.openUrl('chromium', inject('productUrl'));
    const link = await host.page.getByLabel('Link to share').inputValue();
    await host.page.getByRole('button', { name: 'Start a call' }).click();
    await host.join('Host');
    const guest = await participants.openUrl('chromium', link);
    await guest.join('Guest');
    await expectMediaFromAll(host, 1);
    await expectMediaFromAll(guest, 1);
  });

  it('shows the embed snippet, and the snippet at work', async () => {
    const embed = await participants.openUrl('chromium', `${inject('productUrl')}/embed`);
    const snippet = await embed.page.locator('pre').innerText();
    expect(snippet).toContain(`<script type="module" src="${inject('productUrl')}/rtc-call.js"></script>`);
    expect(snippet).toContain('<rtc-call room="demo"></rtc-call>');
    await embed.join('On the embed page');
    const direct = await participants.open('chromium', 'demo');
    await direct.join('On the call page');
    await expectMediaFromAll(embed, 1);
  });

  it('says what is wrong with a room that cannot be', async () => {
    const page = await participants.openUrl('chromium', `${inject('productUrl')}/call?room=a%20b`);
    await page.page.getByText(/A room's name has 1 to 64 letters/).waitFor();
  });
});
