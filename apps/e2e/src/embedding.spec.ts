import { hasBrowsers } from '@rtc-call/lab';
import { afterEach, describe, inject, it } from 'vitest';
import { EmbeddingSite, embeddingUrl } from './support/embedding-site.ts';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';

describe.skipIf(!hasBrowsers('chromium'))('a page of another origin', () => {
  const participants = useParticipants('chromium');
  const call = { server: inject('productUrl'), room: 'embedded' };
  let stranger: EmbeddingSite | null = null;
  afterEach(() => stranger?.close());

  it('that the server allows holds a call with two lines', async () => {
    const embedded = await participants.openUrl('chromium', embeddingUrl(inject('embeddingOrigin'), call));
    await embedded.join('Embedded');
    const direct = await participants.open('chromium', 'embedded');
    await direct.join('Direct');
    await expectMediaFromAll(embedded, 1);
    await expectMediaFromAll(direct, 1);
  });

  it('that the server does not allow is told so in words', async () => {
    stranger = await EmbeddingSite.listen();
    const refused = await participants.openUrl('chromium', embeddingUrl(stranger.origin, call));
    await refused.join('Refused');
    await refused.page
      .getByText(/does not admit pages from http:\/\/localhost:\d+/)
      .first()
      .waitFor();
  });
});
