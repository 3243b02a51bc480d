import { setTimeout as delay } from 'node:timers/promises';
import { type CallPage, hasBrowsers, makeSmallPictures, type ServerProcess } from '@rtc-call/lab';
import { afterEach, describe, expect, it } from 'vitest';
import { Fleet } from './support/fleet.ts';
import { NumberedSignals } from './support/numbered-signals.ts';
import { useParticipants } from './support/participants.ts';
import { hasRedis, useRedis } from './support/redis.ts';
import { expectWhole, gather } from './support/rooms.ts';
import { useServers } from './support/servers.ts';
import { WatchedCall } from './support/watched-call.ts';

const SERVERS = 3;

/** How long a server that is to stop has for sending its clients elsewhere, in seconds. */
const DRAIN_SECONDS = 2;

/** Whose stream breaks tries again at once, and then at the latest after four seconds. In milliseconds. */
const BACK_WITHIN_MS = 5_000;

/** How long the numbers go on before and after what happens, in milliseconds. */
const TALK_MS = 1_000;

describe.skipIf(!hasBrowsers('chromium') || !hasRedis())('three servers on one Redis, behind one address,', () => {
  const stores = useRedis();
  const servers = useServers();
  const participants = useParticipants('chromium');
  let fleet: Fleet | null = null;
  afterEach(() => fleet?.close());

  /** Three pages of one room, each on another server, and a call on a server to which nothing happens. */
  async function setUp(room: string) {
    const { url: redisUrl } = await stores.start();
    const here = await Fleet.start(SERVERS, servers, '--redis', redisUrl, '--drain', String(DRAIN_SECONDS));
    fleet = here;
    const pages: CallPage[] = [];
    for (const index of here.servers.keys()) {
      await here.at(index, async () => {
        const page = await participants.openUrl('chromium', `${here.url}/call?room=${room}`, {
          init: makeSmallPictures,
        });
        await page.join(`Person ${index}`);
        await page.leaveButton.waitFor();
        pages.push(page);
      });
    }
    await expectWhole(pages);
    const [first, second] = [
      await participants.open('chromium', room, { init: makeSmallPictures }),
      await participants.open('chromium', room, { init: makeSmallPictures }),
    ];
    await gather(['First', first], ['Second', second]);
    return { here, pages, control: [first, second] };
  }

  it('carry one call, and nobody in it notices that all three are replaced one after the other', async () => {
    const { here, pages, control } = await setUp('rolling-restart');
    for (const [index, page] of pages.entries()) {
      expect(here.serversOf(String((await page.view()).selfId))).toEqual([index]);
    }
    const call = await WatchedCall.begin(pages, control);
    for (const server of here.servers) {
      await server.end('SIGTERM');
      await server.startAgain();
    }
    await expectWhole(pages);
    await call.expectUndisturbed();
    for (const page of pages) {
      expect((await page.views()).map(({ connection }) => connection)).not.toContain('reconnecting');
    }
  });

  it('keep the call together when one of them is killed', async () => {
    const { here, pages, control } = await setUp('one-is-killed');
    const call = await WatchedCall.begin(pages, control);
    await here.servers[0]?.end('SIGKILL');
    await expectWhole(pages, BACK_WITHIN_MS);
    await pages[1]?.mute();
    for (const page of [pages[0], pages[2]]) {
      await expect
        .poll(async () => (await page?.view())?.others.filter(({ microphoneOn }) => !microphoneOn).length)
        .toBe(1);
    }
    await call.expectUndisturbed();
  });
});

describe.skipIf(!hasRedis())('three servers on one Redis', () => {
  const stores = useRedis();
  const servers = useServers();
  let fleet: Fleet | null = null;
  let signals: NumberedSignals | null = null;
  afterEach(async () => {
    signals?.end();
    await fleet?.close();
  });

  it.each<{ title: string; disturb: (server: ServerProcess) => Promise<void> }>([
    { title: 'one of them is killed', disturb: (server) => server.end('SIGKILL') },
    {
      title: 'one of them is told to end, and started again',
      async disturb(server) {
        await server.end('SIGTERM');
        await server.startAgain();
      },
    },
  ])('lose nothing and double nothing when $title', async ({ disturb }) => {
    const { url } = await stores.start();
    const here = await Fleet.start(SERVERS, servers, '--redis', url, '--drain', String(DRAIN_SECONDS));
    fleet = here;
    const talk = await NumberedSignals.begin(here.url, 'numbers', SERVERS, (index, enter) => here.at(index, enter));
    signals = talk;
    await delay(TALK_MS);
    const [onFirst = ''] = talk.participantIds;
    expect(here.serversOf(onFirst)).toContain(0);
    const [first] = here.servers;
    if (first !== undefined) await disturb(first);
    await expect.poll(() => here.serversOf(onFirst).some((index) => index !== 0)).toBe(true);
    await delay(TALK_MS);
    const said = await talk.finish();
    const all = Array.from({ length: said }, (_, index) => index + 1);
    await expect.poll(() => talk.heard).toEqual(Array.from({ length: SERVERS * (SERVERS - 1) }, () => all));
  });
});
