import { hasBrowsers } from '@rtc-call/lab';
import { describe, it } from 'vitest';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';

const TIMES = 20;

describe.skipIf(!hasBrowsers('chromium'))('both sides press join at the same moment', () => {
  const participants = useParticipants('chromium');

  it.each(Array.from({ length: TIMES }, (_, round) => round + 1))('makes a working call, time %i', async (round) => {
    const room = `same-moment-${round}`;
    const pages = await Promise.all([participants.open('chromium', room), participants.open('chromium', room)]);
    await Promise.all(pages.map((page) => page.joinButton.waitFor()));
    await Promise.all(pages.map((page, index) => page.join(`Person ${index}`)));
    await Promise.all(pages.map((page) => expectMediaFromAll(page, 1)));
  });
});
