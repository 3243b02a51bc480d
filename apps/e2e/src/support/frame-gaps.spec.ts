import { frameGaps, hasBrowsers, watchFrames } from '@rtc-call/lab';
import { describe, expect, it } from 'vitest';
import { expectMediaFromAll } from './media-flows.ts';
import { useParticipants } from './participants.ts';

/** Many times as long as between two pictures, which come 30 times a second. */
const PAUSE_MS = 1_000;

describe.skipIf(!hasBrowsers('chromium'))('the watch on frames', () => {
  const participants = useParticipants('chromium');

  it('sees a pause as long as it was, and none where there was none', async () => {
    const [first, second] = [await participants.open('chromium', 'gaps'), await participants.open('chromium', 'gaps')];
    await first.join('First');
    await second.join('Second');
    await Promise.all([expectMediaFromAll(first, 1), expectMediaFromAll(second, 1)]);
    await Promise.all([watchFrames(first), watchFrames(second)]);
    await first.page.evaluate(async (pauseMs) => {
      const [sender] = window.peerConnections
        .flatMap((connection) => connection.getSenders())
        .filter(({ track }) => track?.kind === 'video');
      const track = sender?.track ?? null;
      await sender?.replaceTrack(null);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      await sender?.replaceTrack(track);
    }, PAUSE_MS);
    await expectMediaFromAll(second, 1);
    const [undisturbed, paused] = await Promise.all([frameGaps(first), frameGaps(second)]);
    expect(paused.longestMs).toBeGreaterThan(PAUSE_MS * 0.9);
    expect(undisturbed.longestMs).toBeLessThan(PAUSE_MS / 2);
    expect(undisturbed.frames[0]).toBeGreaterThan(0);

    await watchFrames(second);
    expect((await frameGaps(second)).longestMs).toBeLessThan(PAUSE_MS / 2);
  });
});
