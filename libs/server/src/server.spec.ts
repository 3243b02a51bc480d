import { createServer } from 'node:net';
import { once } from 'node:events';
import { ChannelCredentials } from '@grpc/grpc-js';
import { GrpcTransport } from '@protobuf-ts/grpc-transport';
import { GrpcWebFetchTransport } from '@protobuf-ts/grpcweb-transport';
import type { RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode, type JoinResponse } from '@rtc-call/contract';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { afterEach, describe, expect, it } from 'vitest';
import { GRPC_LIMITS } from './grpc/limits.ts';
import { StartError } from './http/listen-fault.ts';
import { silentLogger } from './logging/logger.ts';
import { errorDetailOf } from './rpc/rpc-failure.ts';
import { joinRequest } from './rpc/testing/messages.ts';
import type { RunningServer } from './running-server.ts';
import { startServer } from './server.ts';
import type { ServerConfig } from './server-config.ts';
import { QUIET_CONFIG } from './testing/quiet-config.ts';
import { VERSION } from './version.ts';

let server: RunningServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const CONFIG: ServerConfig = {
  ...QUIET_CONFIG,
  allowedOrigins: ['https://admitted.example'],
  ice: { stun: ['stun:stun.example.com'], turn: null, relayOnly: false },
};

async function start(change: Partial<ServerConfig> = {}): Promise<RunningServer> {
  server = await startServer({ ...CONFIG, ...change }, silentLogger());
  return server;
}

/** What a page of this origin calls with. */
function pageOf(origin: string, { url }: RunningServer): SignalingServiceClient {
  const fetchAs: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('origin', origin);
    return fetch(input, { ...init, headers });
  };
  return new SignalingServiceClient(new GrpcWebFetchTransport({ baseUrl: url, format: 'binary', fetch: fetchAs }));
}

function native({ grpcPort }: RunningServer): GrpcTransport {
  return new GrpcTransport({
    host: `localhost:${grpcPort}`,
    channelCredentials: ChannelCredentials.createInsecure(),
  });
}

/** Joins, and gives the events one by one; the first is the welcome. */
function join(client: SignalingServiceClient, room: string): AsyncIterator<JoinResponse> {
  return client.join(joinRequest(room)).responses[Symbol.asyncIterator]();
}

async function next(events: AsyncIterator<JoinResponse>): Promise<JoinResponse['event']> {
  const result = await events.next();
  return result.value?.event;
}

describe('two doors', () => {
  it('lead to one room', async () => {
    const running = await start();
    const byWeb = join(pageOf(running.url, running), 'house');
    expect(await next(byWeb)).toMatchObject({ oneofKind: 'welcome', welcome: { capacity: 6 } });

    const client = new SignalingServiceClient(native(running));
    const welcome = await next(join(client, 'house'));
    expect(welcome).toMatchObject({
      oneofKind: 'welcome',
      welcome: { ice: { servers: [{ urls: ['stun:stun.example.com'] }] } },
    });
    if (welcome?.oneofKind !== 'welcome' || welcome.welcome.session === undefined) throw new Error('No session');
    expect(welcome.welcome.participants).toHaveLength(2);
    expect(await next(byWeb)).toMatchObject({ oneofKind: 'participantJoined' });
    await client.leave({ session: welcome.welcome.session, mayReturn: false });
    expect(await next(byWeb)).toMatchObject({ oneofKind: 'participantLeft' });
  });

  it('admit as many as they are told', async () => {
    const running = await start({ roomCapacity: 2 });
    for (let i = 0; i < 2; i++) await next(join(pageOf(running.url, running), 'small'));
    const error = await next(join(pageOf(running.url, running), 'small')).catch((thrown: unknown) => thrown);
    expect(errorDetailOf(error as RpcError)?.code).toBe(ErrorCode.ROOM_FULL);
  });
});

describe('pages', () => {
  it.each(['https://admitted.example'])('of %s may call', async (origin) => {
    const running = await start();
    expect(await next(join(pageOf(origin, running), 'a'))).toMatchObject({ oneofKind: 'welcome' });
  });

  it('of another origin may not, and can learn so beforehand', async () => {
    const running = await start();
    const origin = 'https://elsewhere.example';
    await expect(next(join(pageOf(origin, running), 'a'))).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    const about = await fetch(`${running.url}/rtc-call/about`, { headers: { origin } });
    expect(await about.json()).toMatchObject({ version: VERSION, origin: { value: origin, allowed: false } });
  });

  it('of an admitted origin may call with credentials too, which is named and never any', async () => {
    const { url } = await start();
    const origin = 'https://admitted.example';
    const call = `${url}/rtccall.v1.SignalingService/Leave`;
    const asked = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-grpc-web',
    };
    for (const [path, init] of [
      [call, { method: 'OPTIONS', headers: { origin, ...asked } }],
      [call, { method: 'POST', headers: { origin, 'content-type': 'application/grpc-web' } }],
    ] as const) {
      const { headers } = await fetch(path, init);
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-credentials')).toBe('true');
    }
    for (const path of ['about', 'part-x.js']) {
      const { headers } = await fetch(`${url}/rtc-call/${path}`, { headers: { origin } });
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
    const refused = await fetch(call, {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.example', ...asked },
    });
    expect(refused.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('get the contract’s error for what the adapter itself refuses', async () => {
    const running = await start();
    const error = await pageOf(running.url, running)
      .getIceServers({ session: { id: 'x'.repeat(70_000), token: '' } })
      .then(null, (thrown: unknown) => thrown);
    expect(errorDetailOf(error as RpcError)?.code).toBe(ErrorCode.MESSAGE_TOO_LARGE);
  });
});

describe('closing', () => {
  it.each(['gRPC-Web', 'gRPC'])('tells an open stream of %s that the server stops', async (door) => {
    const running = await start();
    const client = door === 'gRPC' ? new SignalingServiceClient(native(running)) : pageOf(running.url, running);
    const events = join(client, 'a');
    await next(events);
    const end = next(events).catch((thrown: unknown) => thrown);
    await running.close();
    const error = await end;
    expect(error).toMatchObject({ code: 'UNAVAILABLE' });
    expect(errorDetailOf(error as RpcError)?.code).toBe(ErrorCode.SHUTTING_DOWN);
  });

  it('tells at once a Connect that has not joined yet', async () => {
    const running = await start();
    const transport = native(running);
    const client = new SignalingServiceClient(transport);
    const end = client
      .connect()
      .responses[Symbol.asyncIterator]()
      .next()
      .then(null, (thrown: unknown) => thrown);
    // Answered calls of the same connection show that the stream, opened before them, has reached the server.
    await next(join(client, 'a'));
    const before = performance.now();
    await running.close();
    expect(performance.now() - before).toBeLessThan(GRPC_LIMITS.closeGraceMs);
    expect(errorDetailOf((await end) as RpcError)?.code).toBe(ErrorCode.SHUTTING_DOWN);
    transport.close();
  });

  it('gives both ports back', async () => {
    const first = await start();
    await first.close();
    const again = await start({
      http: { host: 'localhost', port: first.httpPort },
      grpc: { host: 'localhost', port: first.grpcPort },
    });
    expect([again.httpPort, again.grpcPort]).toEqual([first.httpPort, first.grpcPort]);
  });
});

describe('starting', () => {
  it('names both ports where both are taken, and keeps nothing open', async () => {
    const blocker = await start();
    const wanted = {
      http: { host: 'localhost', port: blocker.httpPort },
      grpc: { host: '127.0.0.1', port: blocker.grpcPort },
    };
    const error = await startServer({ ...CONFIG, ...wanted }, silentLogger()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StartError);
    expect((error as StartError).faults).toMatchObject([
      { door: 'HTTP', port: blocker.httpPort, reason: 'taken' },
      { door: 'gRPC', port: blocker.grpcPort, reason: 'taken' },
    ]);
  });

  it('gives the HTTP port back where only the gRPC port is taken', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    await once(blocker, 'listening');
    const { port } = blocker.address() as { port: number };
    const free = await start();
    await free.close();
    const config = {
      ...CONFIG,
      http: { host: 'localhost', port: free.httpPort },
      grpc: { host: 'localhost', port },
    };
    await expect(startServer(config, silentLogger())).rejects.toMatchObject({ faults: [{ door: 'gRPC' }] });
    blocker.close();
    server = await startServer(config, silentLogger());
    expect(server.httpPort).toBe(free.httpPort);
  });

  it('with a certificate of its own making is HTTPS on every name of the machine', async () => {
    const running = await start({ tls: { kind: 'self-signed' } });
    expect(running.url).toBe(`https://localhost:${running.httpPort}`);
    expect(running.networkUrls).toEqual([]);
  });
});
