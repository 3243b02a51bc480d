import { setTimeout as delay } from 'node:timers/promises';
import { frameGaps, hasBrowsers, watchFrames } from '@rtc-call/lab';
import { afterEach, describe, expect, it } from 'vitest';
import { cutAtRandom } from './support/cut-at-random.ts';
import { useParticipants } from './support/participants.ts';
import { expectNobodyLeft, expectWhole, gather } from './support/rooms.ts';
import { useServers } from './support/servers.ts';
import { TcpProxy } from './support/tcp-proxy.ts';

/** How long it goes on: a minute, or as many as `npm run soak` is told. */
const MINUTES = Number(process.env['RTC_CALL_SOAK_MINUTES'] ?? 1);
const DURATION_MS = MINUTES * 60_000;

/** What the cuts are chosen by; a run's own unless it is to be as one before. */
const SEED = Number(process.env['RTC_CALL_SOAK_SEED'] ?? Math.trunc(Math.random() * 2 ** 32));

/** How long a connection lives, in milliseconds. */
const LIFE = { shortestMs: 1_000, longestMs: 4_000 };

/** How often somebody has something to say, in milliseconds. */
const SAYING_MS = 3_000;

/** Fewer pictures a second than any camera makes here, however busy the machine. */
const SLOWEST_RATE = 5;

/** Each connection lives four seconds at most, so at least so many are cut each minute. */
const FEWEST_CUTS_A_MINUTE = 15;

describe.skipIf(!hasBrowsers('chromium'))('a call behind a proxy that cuts connections at random', () => {
  const servers = useServers();
  const participants = useParticipants('chromium');
  let proxy: TcpProxy | null = null;
  afterEach(() => proxy?.close());

  it(`goes on for ${MINUTES} min, and nothing that is said in it is lost (RTC_CALL_SOAK_SEED=${SEED})`, {
    timeout: DURATION_MS + 90_000,
  }, async () => {
    const server = await servers.start();
    proxy = await TcpProxy.listen({ port: server.httpPort });
    const url = `http://${proxy.host}/call?room=cut`;
    const [ann, ben] = [
      await participants.openUrl('chromium', url),
      await participants.openUrl('chromium', url),
    ] as const;
    await gather(['Ann', ann], ['Ben', ben]);
    await Promise.all([ann, ben].map((page) => page.forgetViews()));
    await Promise.all([ann, ben].map(watchFrames));

    const cutting = cutAtRandom(proxy, { seed: SEED, ...LIFE });
    let said = 0;
    for (const end = performance.now() + DURATION_MS; performance.now() < end; said += 1) {
      await (said % 2 === 0 ? ann.mute() : ann.unmute());
      await expect.poll(async () => (await ben.view()).others[0]?.microphoneOn).toBe(said % 2 === 1);
      await delay(SAYING_MS);
    }
    cutting.stop();
    await expectWhole([ann, ben]);
    await expectNobodyLeft(ann, [ben]);
    await expectNobodyLeft(ben, [ann]);
    expect(cutting.cuts).toBeGreaterThan(MINUTES * FEWEST_CUTS_A_MINUTE);
    for (const page of [ann, ben]) {
      const { frames } = await frameGaps(page);
      expect(frames[0]).toBeGreaterThan((DURATION_MS / 1_000) * SLOWEST_RATE);
    }
  });
});
