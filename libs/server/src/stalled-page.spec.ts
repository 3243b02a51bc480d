import { connect } from 'node:http2';
import { GrpcWebFetchTransport } from '@protobuf-ts/grpcweb-transport';
import type { JoinResponse, Resume } from '@rtc-call/contract';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { join } from './grpc/testing/grpc-guest.ts';
import { http2Fetch } from './grpc-web/testing/http2-fetch.ts';
import { createGrpcWebDoor } from './grpc-web-door.ts';
import { type HttpServer, startHttpServer } from './http/http-server.ts';
import { silentLogger } from './logging/logger.ts';
import { joinRequest, signalTo } from './rpc/testing/messages.ts';
import { createSignaling, type Signaling } from './signaling/signaling.ts';
import { memoryInUse } from './testing/memory-in-use.ts';
import { PulledPage } from './testing/pulled-page.ts';
import { type Relay, startRelay } from './testing/relay.ts';
import { createSelfSigned } from './tls/self-signed.ts';

const SDP_BYTES = 60_000;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

interface World {
  readonly signaling: Signaling;
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly relay: Relay;
}

/** By default nobody's lease ends, since nobody answers heartbeats here. */
async function start(secure: boolean, presence = 600_000): Promise<World> {
  const signaling = createSignaling({ readerPatienceMs: 300, terms: { presence } });
  const door = createGrpcWebDoor(signaling.service, () => true, silentLogger());
  const http: HttpServer = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    tls: secure ? await createSelfSigned() : null,
    handler: (request, response) => void door.handle(request, response),
    logger: silentLogger(),
    closeGraceMs: 0,
  });
  ends.push(() => {
    signaling.close();
    return Promise.all([door.close(), http.close()]);
  });
  const relay = await startRelay(http.port);
  ends.push(() => relay[Symbol.asyncDispose]());
  const url = `${secure ? 'https' : 'http'}://127.0.0.1:${relay.port}`;
  if (!secure) return { signaling, url, fetch, relay };
  const session = connect(url, { rejectUnauthorized: false }).on('error', () => {});
  ends.push(() => session.destroy());
  return { signaling, url, fetch: http2Fetch(session), relay };
}

/** Somebody who sends, and somebody who has read no more than the Welcome. */
async function twoPages(world: World) {
  const client = new SignalingServiceClient(
    new GrpcWebFetchTransport({ baseUrl: world.url, format: 'binary', fetch: world.fetch }),
  );
  const ann = await join(client);
  const stalled = await PulledPage.open(world.url, world.fetch, joinRequest());
  const first = await stalled.next();
  if (first === 'over' || first.event.oneofKind !== 'welcome') throw new Error('The first event is no welcome');
  const { welcome } = first.event;
  let sequence = 0;
  return {
    stalled,
    welcome,
    resume: { token: welcome.resumeToken, epoch: first.epoch, position: first.position },
    async send(count: number): Promise<void> {
      for (let left = count; left > 0; left -= 1) {
        sequence += 1;
        const messages = [{ message: signalTo(welcome.participantId, String(sequence), 'x'.repeat(SDP_BYTES)) }];
        await client.send({ session: ann.session, sequence, messages });
      }
    },
  };
}

/** Reads to the end of the stream. Gives the negotiation ids of the signals, and the last position. */
async function readOn(page: PulledPage, until: (id: string) => boolean = () => false) {
  const ids: string[] = [];
  let position = 0;
  for (let next = await page.next(); next !== 'over'; next = await page.next()) {
    position = next.position;
    const id = negotiationOf(next);
    if (id !== null) ids.push(id);
    if (id !== null && until(id)) break;
  }
  return { ids, position };
}

function negotiationOf({ event }: JoinResponse): string | null {
  return event.oneofKind === 'signalReceived' ? (event.signalReceived.signal?.negotiationId ?? '') : null;
}

function resumed({ url, fetch }: World, resume: Resume): Promise<PulledPage> {
  return PulledPage.open(url, fetch, joinRequest('room', { resume }));
}

describe.each([
  ['HTTP/1.1', false],
  ['HTTP/2', true],
])('a page that stops reading, over %s', (_, secure) => {
  it('costs no memory, is cut, and comes back as who it was', async () => {
    const world = await start(secure);
    const { stalled, welcome, resume, send } = await twoPages(world);
    await send(50);
    const before = await memoryInUse();
    await send(400);
    expect((await memoryInUse()) - before).toBeLessThan(1024 * 1024);
    await vi.waitFor(() => expect(world.signaling.streamCount).toBe(1), 5_000);

    const { ids, position } = await readOn(stalled);
    expect(ids).toEqual(ids.map((__, index) => String(index + 1)));
    const first = await (await resumed(world, { ...resume, position: Math.max(position, resume.position) })).next();
    expect(first).toMatchObject({ event: { welcome: { participantId: welcome.participantId } } });
    if (first === 'over' || first.event.oneofKind !== 'welcome') throw new Error('No welcome');
    const self = ({ participants }: typeof welcome) => participants.find(({ id }) => id === welcome.participantId);
    expect(self(first.event.welcome)?.incarnation).toBe(self(welcome)?.incarnation);
  });

  it('because it has silently gone is ended by its lease', async () => {
    const { signaling, url, fetch, relay } = await start(secure, 1_000);
    await (await PulledPage.open(url, fetch, joinRequest())).next();
    relay.freeze();
    expect(signaling.streamCount).toBe(1);
    await vi.waitFor(() => expect(signaling.streamCount).toBe(0), 10_000);
  });
});

it('a page whose stream was cut while the window has it all goes on without a loss', async () => {
  const world = await start(true);
  const { stalled, resume, send } = await twoPages(world);
  // More than HTTP/2 lets wait for one stream, and less than the log keeps.
  await send(15);
  await vi.waitFor(() => expect(world.signaling.streamCount).toBe(1), 5_000);
  const before = await readOn(stalled);
  expect(before.ids.length).toBeLessThan(15);
  const again = await resumed(world, { ...resume, position: Math.max(before.position, resume.position) });
  expect(await again.next()).toMatchObject({ event: { oneofKind: 'resumed' } });
  const after = await readOn(again, (id) => id === '15');
  expect([...before.ids, ...after.ids]).toEqual(Array.from({ length: 15 }, (_, index) => String(index + 1)));
});
