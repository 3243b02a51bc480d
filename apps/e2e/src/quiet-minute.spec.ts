import { setTimeout as delay } from 'node:timers/promises';
import { callBetween, type CallPage } from '@rtc-call/lab';
import { describe, expect, it } from 'vitest';
import { hasLab, useLab } from './support/labs.ts';

/** Many times as long as the silence after which a link is taken for dead. */
const QUIET_MS = 60_000;

/** For what was under way when the last one stopped sending, in milliseconds. */
const STILL_COMING_MS = 1_000;

describe.skipIf(!hasLab())('a call in which nobody is seen or heard', () => {
  const lab = useLab();

  it('keeps its one link for a minute', { timeout: QUIET_MS + 90_000 }, async () => {
    const { west, east } = lab().net;
    const there = east.home(0);
    const { pages: off } = await callBetween(
      lab(),
      { home: west.home(0), browser: 'chromium' },
      { home: there, browser: 'firefox' },
    );
    for (const page of off) {
      await page.mute();
      await page.turnCameraOff();
    }
    // A muted microphone goes on sending silence, so there is another call in which nothing at all is sent.
    const { pages: silent } = await callBetween(
      lab(),
      { home: west.home(1), browser: 'chromium' },
      { home: there, browser: 'chromium' },
    );
    await Promise.all(silent.map(sendNothing));
    await delay(STILL_COMING_MS);

    const pages = [...off, ...silent];
    await Promise.all(pages.map((page) => page.forgetViews()));
    const before = await Promise.all(pages.map(linksOf));
    const packets = await Promise.all(silent.map(mediaPackets));
    await delay(QUIET_MS);

    expect(await Promise.all(pages.map(linksOf))).toEqual(before);
    expect(await Promise.all(silent.map(mediaPackets))).toEqual(packets);
    for (const page of pages) {
      const links = (await page.views()).flatMap(({ others }) => others).map(({ link }) => link);
      expect(new Set(links)).toEqual(new Set(['connected']));
    }
  });
});

/** How many peer connections the page has ever made, and those that are open. */
async function linksOf(page: CallPage): Promise<unknown> {
  return { made: await page.page.evaluate(() => window.peerConnections.length), open: await page.links() };
}

async function sendNothing({ page }: CallPage): Promise<void> {
  await page.evaluate(async () => {
    const senders = window.peerConnections.flatMap((connection) => connection.getSenders());
    await Promise.all(senders.map((sender) => sender.replaceTrack(null)));
  });
}

/** The packets of sound and pictures that the page has received so far. */
function mediaPackets({ page }: CallPage): Promise<number> {
  return page.evaluate(async () => {
    const reports = await Promise.all(window.peerConnections.map((connection) => connection.getStats()));
    const entries = reports.flatMap((report) => [...report.values()]);
    return entries.reduce((sum, { type, packetsReceived }) => sum + (type === 'inbound-rtp' ? packetsReceived : 0), 0);
  });
}
