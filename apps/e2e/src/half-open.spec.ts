import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { CallPage } from './support/call-page.ts';
import { hasBrowsers } from './support/launch.ts';
import { useParticipants } from './support/participants.ts';
import { expectNobodyLeft, expectWhole, gather } from './support/rooms.ts';
import { useServers } from './support/servers.ts';
import { TcpProxy } from './support/tcp-proxy.ts';

/** What the product promises of a page that has nothing to say, and of the server, in milliseconds. */
const NOTICED_WITHIN_MS = 15_000;

/** A page that has something to say waits a second for the answer, and joins again. */
const SAID_WITHIN_MS = 3_000;

/** Chromium believes in a dead HTTP/2 connection for 20 s. */
const SWALLOWED_MS = 22_000;

describe.skipIf(!hasBrowsers('chromium')).each([
  { transport: 'HTTP/1.1', scheme: 'http', options: [] },
  { transport: 'HTTP/2', scheme: 'https', options: ['--https'] },
])('connections over $transport on which everything is lost in silence', ({ scheme, options }) => {
  const servers = useServers();
  const participants = useParticipants('chromium');
  let proxy: TcpProxy | null = null;
  afterEach(() => proxy?.close());

  /** Two pages behind the proxy, and one that reaches the server directly. */
  async function setUp() {
    const server = await servers.start(...options);
    const through = await TcpProxy.listen({ port: server.httpPort });
    proxy = through;
    const open = (origin: string) => participants.openUrl('chromium', `${origin}/call?room=half-open`);
    const proxied = `${scheme}://${through.host}`;
    const [ann, ben, direct] = [await open(proxied), await open(proxied), await open(server.url)];
    await gather(['Ann', ann], ['Ben', ben], ['Direct', direct]);
    await Promise.all([ann, ben, direct].map((page) => page.forgetViews()));
    return { through, ann, ben, direct };
  }

  it('are left behind for new ones, at once by who has something to say', async () => {
    const { through, ann, ben, direct } = await setUp();
    const swallowed = through.connections;
    through.swallow('open');
    const swallowedAt = performance.now();
    await ann.mute();
    await expectMuted(direct, 'Ann', SAID_WITHIN_MS);
    await expectMuted(ben, 'Ann', NOTICED_WITHIN_MS);

    await delay(SWALLOWED_MS - (performance.now() - swallowedAt));
    expect(swallowed.some(({ ended }) => !ended.aborted)).toBe(true);
    await expectWhole([ann, ben, direct]);
    await ben.mute();
    await expectMuted(ann, 'Ben', SAID_WITHIN_MS);
    for (const page of [ann, ben, direct]) {
      await expectNobodyLeft(
        page,
        [ann, ben, direct].filter((other) => other !== page),
      );
    }
  });

  it('are noticed on both sides while there are no others, and everything comes together after', async () => {
    const { through, ann, ben, direct } = await setUp();
    through.swallow('all');
    const swallowedAt = performance.now();
    await Promise.all([
      expect.poll(async () => (await direct.view()).others, { timeout: NOTICED_WITHIN_MS }).toEqual([]),
      ...[ann, ben].map((page) => page.saysReconnecting(NOTICED_WITHIN_MS)),
    ]);
    // Without the server the two still see and hear each other.
    expect((await ann.view()).others.find(({ name }) => name === 'Ben')?.link).toBe('connected');
    await delay(SWALLOWED_MS - (performance.now() - swallowedAt));
    through.forward();
    await expectWhole([ann, ben, direct]);
  });
});

async function expectMuted(page: CallPage, name: string, withinMs: number): Promise<void> {
  await expect
    .poll(async () => (await page.view()).others.find((other) => other.name === name)?.microphoneOn, {
      timeout: withinMs,
      interval: 50,
    })
    .toBe(false);
}
