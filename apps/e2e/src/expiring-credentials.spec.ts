import { type CallPage, hasBrowsers, selectedPaths, shownSince } from '@rtc-call/lab';
import { describe, expect, it } from 'vitest';
import { coturnForTests } from '../../../tools/coturn.mjs';
import { LocalRelay } from './support/local-relay.ts';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';
import { useServers } from './support/servers.ts';

/** How long a credential lives, in seconds. */
const TTL_S = 15;

/** How many lives of a credential the call is to outlast. */
const LIVES = 3;

const turnserver = coturnForTests();

/** Until when the credential of each link is good, in milliseconds since the epoch. */
function goodUntil({ page }: CallPage): Promise<readonly number[]> {
  return page.evaluate(() =>
    window.peerConnections
      .filter(({ connectionState }) => connectionState !== 'closed')
      .map((connection) => Number(connection.getConfiguration().iceServers?.[0]?.username?.split(':')[0]) * 1_000),
  );
}

/** The addresses of the pair that a link uses; both ends change when both have new allocations. */
async function pairOf(page: CallPage | undefined): Promise<string | null | undefined> {
  return (await page?.links())?.at(-1)?.pair;
}

// An allocation outlives its credentials: coturn 4.6.1 looks at the time in a user name when it makes an allocation, and then
// refreshes it for whoever made it, also after a stale nonce. Both browsers refresh by the credentials that they had at
// first, whatever setConfiguration says later. It is for a new allocation that a call needs fresh ones: at a restart of ICE,
// for a replacement, for who comes. With old ones it is refused (401); both browsers then use what setConfiguration said.
describe.skipIf(turnserver === null || !hasBrowsers('chromium'))('credentials that expire', () => {
  const participants = useParticipants('chromium');
  const servers = useServers();

  it('do not end a relayed call, and others are there when it needs a new path', async () => {
    await using relay = await LocalRelay.start(turnserver ?? '');
    const server = await servers.start(...relay.serverOptions, '--turn-ttl', String(TTL_S), '--relay-only');
    const pages: CallPage[] = [];
    for (const name of ['Ada', 'Mina']) {
      const page = await participants.openUrl('chromium', `${server.url}/call?room=relayed`);
      await page.join(name);
      pages.push(page);
    }
    for (const page of pages) await expectMediaFromAll(page, 1);
    for (const page of pages) expect(await selectedPaths(page)).toMatchObject([{ local: 'relay', remote: 'relay' }]);

    for (let life = 0; life < LIVES; life += 1) {
      await pages[0]?.page.waitForTimeout(TTL_S * 1_000);
      for (const page of pages) expect(await shownSince(page, Date.now() - 5_000)).not.toHaveLength(0);
    }
    for (const page of pages) {
      const times = await goodUntil(page);
      expect(times).toHaveLength(1);
      for (const time of times) expect(time).toBeGreaterThan(Date.now());
    }

    const before = await Promise.all(pages.map(pairOf));
    await pages[0]?.page.evaluate(() => window.peerConnections.at(-1)?.restartIce());
    await expect.poll(async () => pairOf(pages[0])).not.toBe(before[0]);
    await expect.poll(async () => pairOf(pages[1])).not.toBe(before[1]);
    const since = Date.now();
    for (const page of pages) await expect.poll(() => shownSince(page, since)).not.toHaveLength(0);
  });
});
