import { hasBrowsers } from '@rtc-call/lab';
import { afterEach, describe, inject, it } from 'vitest';
import { EmbeddingPage } from './support/embedding-page.ts';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';
import { EMBEDDING_PORT } from './support/start-product.ts';

describe.skipIf(!hasBrowsers('chromium'))('a page of another origin', () => {
  const participants = useParticipants('chromium');
  let embedding: EmbeddingPage | null = null;
  afterEach(() => embedding?.stop());

  it('that the server allows holds a call with two lines', async () => {
    embedding = await EmbeddingPage.serve(EMBEDDING_PORT, inject('productUrl'), 'embedded');
    const embedded = await participants.openUrl('chromium', embedding.url);
    await embedded.join('Embedded');
    const direct = await participants.open('chromium', 'embedded');
    await direct.join('Direct');
    await expectMediaFromAll(embedded, 1);
    await expectMediaFromAll(direct, 1);
  });

  it('that the server does not allow is told so in words', async () => {
    embedding = await EmbeddingPage.serve(0, inject('productUrl'), 'embedded');
    const refused = await participants.openUrl('chromium', embedding.url);
    await refused.join('Refused');
    await refused.page
      .getByText(/does not admit pages from http:\/\/localhost:\d+/)
      .first()
      .waitFor();
  });
});
