import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { ChannelCredentials } from '@grpc/grpc-js';
import { GrpcTransport } from '@protobuf-ts/grpc-transport';
import { GrpcWebFetchTransport } from '@protobuf-ts/grpcweb-transport';
import { ErrorCode, type IceConfiguration, IceTransportPolicy } from '@rtc-call/contract';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { afterEach, expect, it } from 'vitest';
import { join } from './grpc/testing/grpc-guest.ts';
import { http2Fetch } from './grpc-web/testing/http2-fetch.ts';
import { silentLogger } from './logging/logger.ts';
import { expectFailure } from './rpc/testing/expect-failure.ts';
import type { RunningServer } from './running-server.ts';
import { startServer } from './server.ts';
import { QUIET_CONFIG } from './testing/quiet-config.ts';
import { systemClock } from './signaling/system-clock.ts';
import { TurnClient } from './turn/client/turn-client.ts';
import { createIceFor } from './turn/ice-for.ts';
import type { TurnSettings } from './turn/ice-settings.ts';
import { parseTurnUrl } from './turn/ice-url.ts';
import { TURN_LIMITS } from './turn/limits.ts';
import { answerOf, CoturnUnderTest } from './turn/testing/coturn-under-test.ts';
import { describeWithCoturn } from './turn/testing/describe-with-coturn.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function start(turn: TurnSettings, relayOnly = false): Promise<RunningServer> {
  const server = await startServer({ ...QUIET_CONFIG, ice: { stun: [], turn, relayOnly } }, silentLogger());
  ends.push(() => server.close());
  return server;
}

function clientOf({ url }: RunningServer): SignalingServiceClient {
  return new SignalingServiceClient(new GrpcWebFetchTransport({ baseUrl: url, format: 'binary' }));
}

async function readiness({ url }: RunningServer): Promise<readonly [number, unknown]> {
  const response = await fetch(`${url}/rtc-call/ready`);
  return [response.status, await response.json()];
}

/** Whether coturn takes what was handed out. */
async function allocate({ servers }: IceConfiguration): Promise<string> {
  const [server] = servers;
  const place = parseTurnUrl(server?.urls[0] ?? '');
  if (server === undefined || place === null) throw new Error('No TURN server was handed out');
  const client = await TurnClient.connect(place, server, { signal: AbortSignal.timeout(5_000) });
  ends.push(async () => client.close());
  return answerOf(client.allocate());
}

describeWithCoturn('a server with a TURN server', (program) => {
  async function settings(change: Partial<TurnSettings> = {}): Promise<TurnSettings> {
    const coturn = await CoturnUnderTest.start(program);
    ends.push(() => coturn[Symbol.asyncDispose]());
    return { urls: coturn.urls, secret: { text: coturn.options.secret }, ttlSeconds: 600, ...change };
  }

  it('hands out credentials that coturn takes, to a participant and again when it asks', async () => {
    const turn = await settings();
    const client = clientOf(await start(turn, true));
    const { session, welcome } = await join(client);
    const again = (await client.getIceServers({ session })).response.ice;
    for (const ice of [welcome.ice, again]) {
      if (ice === undefined) throw new Error('Nothing was handed out');
      expect(ice).toMatchObject({ validForSeconds: 600, transportPolicy: IceTransportPolicy.RELAY });
      expect(ice.servers).toMatchObject([
        { urls: turn.urls, username: expect.stringContaining(`:${welcome.participantId}`) },
      ]);
      expect(await allocate(ice)).toBe('granted');
    }
  });

  it('hands out credentials without a session, for two minutes at most', async () => {
    const client = clientOf(await start(await settings()));
    const { ice } = (await client.getIceServers({})).response;
    if (ice === undefined) throw new Error('Nothing was handed out');
    expect(ice.validForSeconds).toBe(120);
    const expiry = Number(ice.servers[0]?.username.split(':')[0]);
    expect(expiry - Date.now() / 1_000).toBeLessThanOrEqual(120);
    expect(await allocate(ice)).toBe('granted');
  });

  it('is ready, and says that each URL works', async () => {
    const turn = await settings();
    const server = await start(turn);
    expect(server.turn.map(({ proof }) => proof?.works)).toEqual([true, true]);
    expect(await readiness(server)).toEqual([
      200,
      { ready: true, turn: turn.urls.map((url) => ({ url, works: true })) },
    ]);
  });

  it('is ready while one URL works', async () => {
    const turn = await settings();
    const closed = 'turn:127.0.0.1:1?transport=tcp';
    const [status, body] = await readiness(await start({ ...turn, urls: [closed, ...turn.urls] }));
    expect(status).toBe(200);
    expect(body).toMatchObject({ turn: [{ url: closed, works: false, because: 'refused' }, {}, {}] });
  });

  it('is not ready when none works, and says why of each', async () => {
    const turn = await settings({ secret: { text: 'another-secret-by-mistake' } });
    expect(await readiness(await start(turn))).toMatchObject([
      503,
      {
        ready: false,
        because: 'turn-unusable',
        turn: turn.urls.map((url) => ({ url, works: false, because: 'wrong-secret' })),
      },
    ]);
  });
});

it('says nothing of TURN, and does not wait for it, where it is not to prove it', async () => {
  const turn = { urls: ['turn:127.0.0.1:1?transport=tcp'], secret: { text: 'any-secret-whatsoever' }, ttlSeconds: 600 };
  expect(await readiness(await start(turn))).toMatchObject([503, { because: 'turn-unusable' }]);
  const server = await start({ ...turn, proof: false });
  expect(await readiness(server)).toEqual([200, { ready: true }]);
  expect(server.turn).toEqual([]);
  const { response } = await clientOf(server).getIceServers({});
  expect(response.ice?.servers).toMatchObject([{ urls: turn.urls }]);
});

it('does not start with a secret that is none', async () => {
  const turn = { urls: ['turn:127.0.0.1:1'], secret: { file: '/dev/null' }, ttlSeconds: 600 };
  await expect(start(turn)).rejects.toMatchObject({ name: 'SecretFileError', purpose: 'turn' });
});

it('knows who tests a network by the address, at each door, and does not let it ask for ever', async () => {
  const turn = { urls: ['turn:127.0.0.1:1?transport=tcp'], secret: { text: 'any-secret-whatsoever' }, ttlSeconds: 600 };
  const ice = { stun: [], turn, relayOnly: false };
  const plain = await startServer({ ...QUIET_CONFIG, ice }, silentLogger());
  const secure = await startServer({ ...QUIET_CONFIG, tls: { kind: 'self-signed' }, ice }, silentLogger());
  const session = connectHttp2(`https://127.0.0.1:${secure.httpPort}`, { rejectUnauthorized: false });
  await once(session, 'connect');
  const native = new GrpcTransport({
    host: `127.0.0.1:${plain.grpcPort}`,
    channelCredentials: ChannelCredentials.createInsecure(),
  });
  ends.push(
    () => plain.close(),
    () => secure.close(),
    async () => session.close(),
    async () => native.close(),
  );
  const format = 'binary';
  const web = new GrpcWebFetchTransport({ baseUrl: `http://127.0.0.1:${plain.httpPort}`, format });
  const web2 = new GrpcWebFetchTransport({ baseUrl: secure.url, format, fetch: http2Fetch(session) });
  const holders: (string | undefined)[] = [];
  for (const transport of [web, web2, native]) {
    const { response } = await new SignalingServiceClient(transport).getIceServers({});
    holders.push(response.ice?.servers[0]?.username.split(':')[1]);
  }
  // All of them come from 127.0.0.1, and nobody comes from nowhere.
  const expected = createIceFor({
    ...ice,
    turn: { ...turn, secret: 'any-secret-whatsoever' },
    unixTimeMs: Date.now,
    clock: systemClock,
  });
  const [here] = expected(null, '127.0.0.1:1').servers;
  expect(new Set(holders)).toEqual(new Set([here?.username.split(':')[1]]));

  const client = new SignalingServiceClient(web);
  const asking = Promise.all(
    Array.from({ length: TURN_LIMITS.preflightAsks.burst }, () => client.getIceServers({}).response),
  );
  const { retryable, retryAfterMs } = await expectFailure(asking, ErrorCode.SERVER_BUSY);
  expect(retryable).toBe(true);
  expect(retryAfterMs).toBeGreaterThan(0);
  expect(retryAfterMs).toBeLessThanOrEqual(TURN_LIMITS.preflightAsks.everyMs);
  // Who is in a room has it another way.
  const guest = await join(client);
  expect((await client.getIceServers({ session: guest.session })).response.ice?.servers).toHaveLength(1);
});
