import { setTimeout as delay } from 'node:timers/promises';
import { hasBrowsers, makeSmallPictures } from '@rtc-call/lab';
import { afterEach, describe, expect, it } from 'vitest';
import { Fleet } from './support/fleet.ts';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';
import { hasRedis, useRedis } from './support/redis.ts';
import { expectWhole, gather } from './support/rooms.ts';
import { useServers } from './support/servers.ts';
import { WatchedCall } from './support/watched-call.ts';

const SERVERS = 3;

const OUTAGE_MS = 10_000;

describe.skipIf(!hasBrowsers('chromium') || !hasRedis())('servers whose Redis fails', () => {
  const stores = useRedis();
  const servers = useServers();
  const participants = useParticipants('chromium');
  let fleet: Fleet | null = null;
  afterEach(() => fleet?.close());

  async function setUp(room: string) {
    const redis = await stores.start();
    const here = await Fleet.start(SERVERS, servers, '--redis', redis.url);
    fleet = here;
    const open = () => participants.openUrl('chromium', `${here.url}/call?room=${room}`, { init: makeSmallPictures });
    const [ann, ben] = [await open(), await open()];
    await gather(['Ann', ann], ['Ben', ben]);
    const [cem, dil] = [
      await participants.open('chromium', room, { init: makeSmallPictures }),
      await participants.open('chromium', room, { init: makeSmallPictures }),
    ];
    await gather(['Cem', cem], ['Dil', dil]);
    const call = await WatchedCall.begin([ann, ben], [cem, dil]);
    return { redis, open, ann, ben, call };
  }

  it('hold their calls through ten seconds, say why nobody can join, and have everything together after', async () => {
    const { redis, open, ann, ben, call } = await setUp('store-stands-still');
    redis.pause();
    const since = performance.now();
    const newcomer = await open();
    await newcomer.join('Eve');
    await newcomer.page.getByText('Nobody can join right now').first().waitFor({ timeout: OUTAGE_MS });
    await delay(OUTAGE_MS - (performance.now() - since));
    redis.resume();
    await expectWhole([ann, ben]);
    await call.expectUndisturbed();

    await newcomer.page.getByRole('button', { name: 'Try again' }).click();
    await expectWhole([ann, ben, newcomer]);
    await expectMediaFromAll(newcomer, 2);
  });

  it('have everything together again when it comes back empty', async () => {
    const { redis, open, ann, ben, call } = await setUp('store-is-empty');
    await redis.kill();
    await redis.restart();
    await expectWhole([ann, ben]);
    await ann.mute();
    await expect.poll(async () => (await ben.view()).others[0]?.microphoneOn).toBe(false);
    await call.expectUndisturbed();

    const newcomer = await open();
    await newcomer.join('Eve');
    await expectWhole([ann, ben, newcomer]);
    await expectMediaFromAll(newcomer, 2);
  });
});
