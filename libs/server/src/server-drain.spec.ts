import { once } from 'node:events';
import { request } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import type { IncomingMessage } from 'node:http';
import { Client, ChannelCredentials, type MethodDefinition } from '@grpc/grpc-js';
import { GrpcTransport } from '@protobuf-ts/grpc-transport';
import { GrpcWebFetchTransport } from '@protobuf-ts/grpcweb-transport';
import type { RpcTransport } from '@protobuf-ts/runtime-rpc';
import { ErrorCode } from '@rtc-call/contract';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { service as healthService } from 'grpc-health-check';
import { afterEach, describe, expect, it } from 'vitest';
import { join } from './grpc/testing/grpc-guest.ts';
import { http2Fetch } from './grpc-web/testing/http2-fetch.ts';
import { silentLogger } from './logging/logger.ts';
import { expectFailure } from './rpc/testing/expect-failure.ts';
import { profileOf } from './rpc/testing/messages.ts';
import type { RunningServer } from './running-server.ts';
import { startServer } from './server.ts';
import type { ServerConfig } from './server-config.ts';
import { QUIET_CONFIG } from './testing/quiet-config.ts';

const never = new AbortController().signal;
const DRAIN_MS = 400;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function start(change: Partial<ServerConfig> = {}): Promise<RunningServer> {
  const server = await startServer({ ...QUIET_CONFIG, drainMs: DRAIN_MS, ...change }, silentLogger());
  ends.unshift(() => server.close());
  return server;
}

const DOORS: Record<string, (server: RunningServer) => RpcTransport> = {
  'gRPC-Web': ({ url }) => new GrpcWebFetchTransport({ baseUrl: url, format: 'binary' }),
  gRPC: ({ grpcPort }) => {
    const transport = new GrpcTransport({
      host: `localhost:${grpcPort}`,
      channelCredentials: ChannelCredentials.createInsecure(),
      clientOptions: { 'grpc.use_local_subchannel_pool': 1 },
    });
    ends.push(() => transport.close());
    return transport;
  },
};

function clientBy(door: string, server: RunningServer): SignalingServiceClient {
  const transport = DOORS[door]?.(server);
  if (transport === undefined) throw new Error(`There is no door ${door}`);
  return new SignalingServiceClient(transport);
}

async function readiness({ url }: RunningServer): Promise<unknown> {
  const response = await fetch(`${url}/rtc-call/ready`);
  return [response.status, await response.json()];
}

function health({ grpcPort }: RunningServer): Promise<unknown> {
  const { path, requestSerialize, responseDeserialize } = healthService['Check'] as MethodDefinition<object, object>;
  const client = new Client(`localhost:${grpcPort}`, ChannelCredentials.createInsecure());
  ends.push(() => client.close());
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, requestSerialize, responseDeserialize, { service: '' }, (error, answer) =>
      error ? reject(error) : resolve(answer),
    );
  });
}

it('a server is ready from its start on', async () => {
  const server = await start();
  expect(await readiness(server)).toEqual([200, { ready: true }]);
  expect(await health(server)).toEqual({ status: 'SERVING' });
});

describe('draining', () => {
  it.each(Object.keys(DOORS))(
    'asks who came by %s to resume elsewhere, goes on with what is under way, and tells at the end that it stops',
    async (door) => {
      const server = await start();
      const client = clientBy(door, server);
      const [ann, bob] = [await join(client), await join(clientBy(door, server))];
      expect(await ann.next()).toMatchObject({ oneofKind: 'participantJoined' });
      const began = performance.now();
      const drained = server.drain(never);
      expect(await ann.next()).toMatchObject({ oneofKind: 'resumeElsewhere' });
      expect(await bob.next()).toMatchObject({ oneofKind: 'resumeElsewhere' });
      // One after the other: the second comes when half of the time is over.
      expect(performance.now() - began).toBeGreaterThan(DRAIN_MS / 2 - 20);
      expect(await readiness(server)).toMatchObject([503, { ready: false, because: 'stopping' }]);
      expect(await health(server)).toEqual({ status: 'NOT_SERVING' });

      const eve = await join(client);
      const messages = [{ message: { oneofKind: 'profile' as const, profile: profileOf('Eve') } }];
      await client.send({ session: eve.session, sequence: 1, messages });
      expect(await ann.next()).toMatchObject({ oneofKind: 'participantJoined' });
      expect(await ann.next()).toMatchObject({ participantUpdated: { participant: { id: eve.id } } });
      await drained;
      expect(performance.now() - began).toBeGreaterThan(DRAIN_MS - 20);
      const told = Promise.all([ann, eve].map(({ next }) => expectFailure(endOf(next), ErrorCode.SHUTTING_DOWN)));
      await server.close();
      await told;
    },
  );

  it('leads clients of HTTP/1.1 to new connections: each answer closes its own', async () => {
    const server = await start();
    const connection = async () => {
      const asking = request(`${server.url}/rtc-call/about`).end();
      const [response] = (await once(asking, 'response')) as [IncomingMessage];
      response.resume();
      return response.headers.connection;
    };
    expect(await connection()).toBe('keep-alive');
    const drained = server.drain(never);
    expect(await connection()).toBe('close');
    await drained;
  });

  it('leads clients of HTTP/2 to new connections, and lets what is open go on', async () => {
    const server = await start({ tls: { kind: 'self-signed' } });
    const session = connectHttp2(server.url, { rejectUnauthorized: false });
    ends.push(() => session.destroy());
    const transport = new GrpcWebFetchTransport({ baseUrl: server.url, format: 'binary', fetch: http2Fetch(session) });
    const ann = await join(new SignalingServiceClient(transport));
    const goaway = once(session, 'goaway');
    const drained = server.drain(never);
    const [code, lastStream] = await goaway;
    expect([code, lastStream]).toEqual([0, 2 ** 31 - 1]);
    expect(await ann.next()).toMatchObject({ oneofKind: 'resumeElsewhere' });
    const bob = await join(clientBy('gRPC', server));
    expect(await ann.next()).toMatchObject({ participantJoined: { participant: { id: bob.id } } });
    await drained;
  });

  it('ends early when somebody is in a hurry', async () => {
    const server = await start({ drainMs: 60_000 });
    const hurry = new AbortController();
    const drained = server.drain(hurry.signal);
    hurry.abort();
    await drained;
    await server.drain(hurry.signal);
  });

  it('takes no time where none is given, and nobody is asked anything', async () => {
    const server = await start({ drainMs: 0 });
    const ann = await join(clientBy('gRPC', server));
    await server.drain(never);
    expect(await readiness(server)).toMatchObject([503, {}]);
    const told = expectFailure(ann.next(), ErrorCode.SHUTTING_DOWN);
    await server.close();
    await told;
  });
});

/** Reads to the end of a stream. */
async function endOf(next: () => Promise<unknown>): Promise<void> {
  while ((await next()) !== 'end');
}
