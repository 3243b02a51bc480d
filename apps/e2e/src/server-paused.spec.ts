import { setTimeout as delay } from 'node:timers/promises';
import { hasBrowsers } from '@rtc-call/lab';
import { describe, expect, it } from 'vitest';
import { useParticipants } from './support/participants.ts';
import { expectNobodyLeft, expectWhole, gather } from './support/rooms.ts';
import { useServers } from './support/servers.ts';

/** Longer than any lease, in milliseconds. */
const PAUSE_MS = 20_000;

/** From the moment it goes on: everybody's next try comes within 4 s, and the sweeps that might be wrong every second. */
const WATCHED_MS = 6_000;

describe.skipIf(!hasBrowsers('chromium'))('a server that stands still for 20 s', () => {
  const servers = useServers();
  const participants = useParticipants('chromium');

  it('expires nobody when it goes on', async () => {
    const server = await servers.start();
    const open = () => participants.openUrl('chromium', `${server.url}/call?room=paused`);
    const [ann, ben] = [await open(), await open()];
    await gather(['Ann', ann], ['Ben', ben]);
    await Promise.all([ann.forgetViews(), ben.forgetViews()]);

    server.pause();
    await delay(PAUSE_MS);
    await ann.saysReconnecting();
    server.goOn();
    await delay(WATCHED_MS);
    await expectWhole([ann, ben]);
    await expectNobodyLeft(ann, [ben]);
    await expectNobodyLeft(ben, [ann]);
    expect((await ann.links()).map(({ number }) => number)).toEqual([0]);
  });
});
