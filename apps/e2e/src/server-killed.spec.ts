import { hasBrowsers, makeSmallPictures } from '@rtc-call/lab';
import { describe, expect, inject, it } from 'vitest';
import { expectMediaFromAll } from './support/media-flows.ts';
import { useParticipants } from './support/participants.ts';
import { expectWhole, gather } from './support/rooms.ts';
import { useServers } from './support/servers.ts';
import { WatchedCall } from './support/watched-call.ts';

/** What the product promises from the moment the server is up again, in milliseconds. */
const WHOLE_WITHIN_MS = 5_000;

describe.skipIf(!hasBrowsers('chromium'))('a server with rooms in memory that is killed and started again', () => {
  const servers = useServers();
  const participants = useParticipants('chromium');

  it('has everybody back in the same call, and the media never noticed', async () => {
    const server = await servers.start();
    const open = (url: string) =>
      participants.openUrl('chromium', `${url}/call?room=killed`, { init: makeSmallPictures });
    const [ann, ben] = [await open(server.url), await open(server.url)];
    await gather(['Ann', ann], ['Ben', ben]);
    const [cem, dil] = [await open(inject('productUrl')), await open(inject('productUrl'))];
    await gather(['Cem', cem], ['Dil', dil]);
    const call = await WatchedCall.begin([ann, ben], [cem, dil]);

    await server.end('SIGKILL');
    await Promise.all([ann.saysReconnecting(), ben.saysReconnecting()]);
    await server.startAgain();
    await expectWhole([ann, ben], WHOLE_WITHIN_MS);
    await ann.mute();
    await expect.poll(async () => (await ben.view()).others[0]?.microphoneOn).toBe(false);
    await call.expectUndisturbed();

    const newcomer = await open(server.url);
    await newcomer.join('Eve');
    await expectWhole([ann, ben, newcomer]);
    await expectMediaFromAll(newcomer, 2);
  });
});
