import { setTimeout as delay } from 'node:timers/promises';
import { type BrowserName, type CallPage, hasBrowsers, makeSmallPictures } from '@rtc-call/lab';
import { afterEach, describe, expect, it } from 'vitest';
import { EmbeddingSite, embeddingUrl } from './support/embedding-site.ts';
import { useParticipants } from './support/participants.ts';
import { expectNobodyLeft, expectWhole, gather } from './support/rooms.ts';
import { useServers } from './support/servers.ts';
import { TcpProxy } from './support/tcp-proxy.ts';

/** What the product promises of a page that has nothing to say, and of the server, in milliseconds. */
const NOTICED_WITHIN_MS = 15_000;

/** A page that has something to say waits a second for the answer, and is back over new connections. In milliseconds. */
const SAID_WITHIN_MS = 3_000;

/** Chromium believes in a dead HTTP/2 connection for 20 s. */
const SWALLOWED_MS = 22_000;

const ROOM = 'half-open';

interface Transport {
  readonly scheme: 'http' | 'https';
  readonly options: readonly string[];
  /** In which the page of the server is that has something to say. */
  readonly browser: BrowserName;
}

/** Both at once, since most of the time nothing happens. */
const TRANSPORTS: readonly Transport[] = [
  // HTTP/1.1
  { scheme: 'http', options: [], browser: 'firefox' },
  // HTTP/2, over which Firefox has no second connection to go to
  { scheme: 'https', options: ['--https'], browser: 'chromium' },
];

function overEach(run: (transport: Transport) => Promise<void>): () => Promise<void> {
  return async () => {
    await Promise.all(TRANSPORTS.map(run));
  };
}

describe.skipIf(!hasBrowsers('chromium', 'firefox'))('connections on which everything is lost in silence', () => {
  const servers = useServers();
  const participants = useParticipants('chromium', 'firefox');
  const endings: (() => Promise<void>)[] = [];
  afterEach(() => Promise.all(endings.splice(0).map((end) => end())));

  /** Two pages of the server and one of another origin, behind a proxy, and a page that reaches the server directly. */
  async function setUp({ scheme, options, browser }: Transport) {
    const embedding = await EmbeddingSite.listen();
    endings.push(() => embedding.close());
    const server = await servers.start(...options, '--allow-origin', embedding.origin);
    const proxy = await TcpProxy.listen({ port: server.httpPort });
    endings.push(() => proxy.close());
    const url = `${scheme}://${proxy.host}`;
    const open = (page: string, name: BrowserName = 'chromium') =>
      participants.openUrl(name, page, { init: makeSmallPictures });
    const own = await open(`${url}/call?room=${ROOM}`, browser);
    const foreign = await open(embeddingUrl(embedding.origin, { server: url, room: ROOM }));
    const quiet = await open(`${url}/call?room=${ROOM}`);
    const direct = await open(`${server.url}/call?room=${ROOM}`);
    await gather(['Own', own], ['Foreign', foreign], ['Quiet', quiet], ['Direct', direct]);
    await Promise.all([own, foreign, quiet, direct].map((page) => page.forgetViews()));
    return { proxy, own, foreign, quiet, direct };
  }

  it(
    'are left behind for new ones: at once by who has something to say, and soon by who has not',
    overEach(async (transport) => {
      const { proxy, own, foreign, quiet, direct } = await setUp(transport);
      const everybody = [own, foreign, quiet, direct];
      const swallowed = proxy.connections;
      proxy.swallow('open');
      const swallowedAt = performance.now();
      await Promise.all([own.mute(), foreign.mute()]);
      await Promise.all([expectMuted(direct, 'Own', SAID_WITHIN_MS), expectMuted(direct, 'Foreign', SAID_WITHIN_MS)]);
      await Promise.all([expectMuted(own, 'Foreign', SAID_WITHIN_MS), expectMuted(foreign, 'Own', SAID_WITHIN_MS)]);
      await expectMuted(quiet, 'Own', NOTICED_WITHIN_MS - (performance.now() - swallowedAt));

      await delay(SWALLOWED_MS - (performance.now() - swallowedAt));
      expect(swallowed.some(({ ended }) => !ended.aborted)).toBe(true);
      await expectWhole(everybody);
      await direct.mute();
      await Promise.all([own, foreign, quiet].map((page) => expectMuted(page, 'Direct', SAID_WITHIN_MS)));
      for (const page of everybody) {
        await expectNobodyLeft(
          page,
          everybody.filter((other) => other !== page),
        );
      }
    }),
  );

  it(
    'are noticed on both sides while there are no others, and everything comes together after',
    overEach(async (transport) => {
      const { proxy, own, foreign, quiet, direct } = await setUp(transport);
      const behind = [own, foreign, quiet];
      proxy.swallow('all');
      await Promise.all([
        expect.poll(async () => (await direct.view()).others, { timeout: NOTICED_WITHIN_MS }).toEqual([]),
        ...behind.map((page) => page.saysReconnecting(NOTICED_WITHIN_MS)),
      ]);
      // Without the server they still see and hear each other.
      const links = (await own.view()).others.filter(({ name }) => name !== 'Direct').map(({ link }) => link);
      expect(links).toEqual(['connected', 'connected']);
      proxy.forward();
      await expectWhole([...behind, direct]);
    }),
  );
});

async function expectMuted(page: CallPage, name: string, withinMs: number): Promise<void> {
  await expect
    .poll(async () => (await page.view()).others.find((other) => other.name === name)?.microphoneOn, {
      timeout: withinMs,
      interval: 50,
    })
    .toBe(false);
}
