import { LIMITS } from '@rtc-call/contract';
import { type CallPage, hasBrowsers, makeSmallPictures } from '@rtc-call/lab';
import { describe, it } from 'vitest';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';

const CAPACITY = LIMITS.defaultRoomCapacity;

describe.skipIf(!hasBrowsers('chromium'))('a full room', () => {
  const participants = useParticipants('chromium');

  it('connects everybody with everybody, and tells one more that it is full', async () => {
    const everybody: CallPage[] = [];
    for (let index = 0; index < CAPACITY; index += 1) {
      const page = await participants.open('chromium', 'full', { init: makeSmallPictures });
      await page.join(`Person ${index}`);
      everybody.push(page);
    }
    for (const page of everybody) await expectMediaFromAll(page, CAPACITY - 1);

    const oneMore = await participants.open('chromium', 'full', { init: makeSmallPictures });
    await oneMore.join('One more');
    await oneMore.page.getByText('The room is full').first().waitFor();
    await everybody[0]?.leave();
    await oneMore.page.getByRole('button', { name: 'Try again' }).click();
    await oneMore.page.getByRole('button', { name: /^Leave/ }).waitFor();
  });
});
