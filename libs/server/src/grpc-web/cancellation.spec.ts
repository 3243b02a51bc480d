import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { encodeFrame } from './frame.ts';
import { createGrpcWebHandler } from './handler.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import { grpcWebService } from './service.ts';
import { EchoService, echo, type IEchoService, Note, note } from './testing/echo-service.ts';
import { startTestServer } from './testing/test-server.ts';
import { signal, until, within } from './testing/until.ts';
import { frameOf, http2Client, statusOf, http1Client } from './testing/wire.ts';

const WATCH = '/test.v1.EchoService/Watch';
const body = frameOf(note({ text: 'hello' }));

/** A request as it goes over a plain connection. */
function plainRequest(path: string, sent: Buffer, contentLength = sent.length): Buffer {
  const head = [
    `POST ${path} HTTP/1.1`,
    'host: localhost',
    'content-type: application/grpc-web',
    `content-length: ${contentLength}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), sent]);
}

/** A server around a handler that a test calls in its own way. */
async function listen(serve: (request: HttpRequest, response: HttpResponse) => void) {
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function handlerOf(implementation: Partial<IEchoService>) {
  return createGrpcWebHandler({
    services: [grpcWebService<IEchoService>(EchoService, echo(implementation))],
    allowedOrigins: [],
  });
}

describe('cancellation', () => {
  it.each(['FIN', 'RST'] as const)(
    'reaches the handler within a second when the connection ends by %s',
    async (how) => {
      const started = signal();
      const cancelled = signal();
      await using server = await startTestServer('http1', {
        watch: async (_, __, context) => {
          context.onCancel(cancelled.resolve);
          started.resolve();
          await cancelled.promise;
        },
      });
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => {});
      socket.write(plainRequest(WATCH, body));
      await started.promise;
      if (how === 'FIN') socket.end();
      else socket.resetAndDestroy();
      await within(1_000, cancelled.promise);
      await until(() => server.handler.active === 0);
    },
  );

  it('keeps the handler from starting when the client leaves within the request', async () => {
    let ran = 0;
    await using server = await startTestServer('http1', {
      say: async (request) => {
        ran += 1;
        return request;
      },
    });
    const socket = connect(server.port, '127.0.0.1');
    socket.write(plainRequest('/test.v1.EchoService/Say', body.subarray(0, 6), body.length));
    await until(() => server.handler.active === 1);
    socket.destroy();
    await until(() => server.handler.active === 0);
    expect([ran, server.ended.map(({ code }) => code)]).toEqual([0, ['CANCELLED']]);
  });

  it('keeps the handler from starting when it comes while the message is decompressed', async () => {
    let ran = 0;
    const handler = handlerOf({
      say: async (request) => {
        ran += 1;
        return request;
      },
    });
    await using server = await listen((request, response) => {
      handler.handle(request, response);
      request.on('end', () => handler.cancelAll());
    });
    await using client = http1Client(server.url);
    const compressed = encodeFrame(1, gzipSync(Note.toBinary(note({ text: 'hello' }))));
    const response = await client.send({ headers: { 'grpc-encoding': 'gzip' }, body: compressed });
    expect(statusOf(response).code).toBe(14);
    await until(() => handler.active === 0);
    expect(ran).toBe(0);
  });

  it('is not missed when the client left before the adapter was given the request', async () => {
    let ran = 0;
    const handler = handlerOf({
      say: async (request) => {
        ran += 1;
        return request;
      },
    });
    const handled = signal<boolean>();
    await using server = await listen((request, response) => {
      response.once('close', () => setImmediate(() => handled.resolve(handler.handle(request, response))));
    });
    const socket = connect(server.port, '127.0.0.1');
    socket.write(plainRequest('/test.v1.EchoService/Say', body));
    socket.end();
    expect(await handled.promise).toBe(true);
    await until(() => handler.active === 0);
    expect(ran).toBe(0);
  });

  it('ends a call whose handler pays no attention, and does not wait for the handler', async () => {
    const release = signal();
    await using server = await startTestServer('http1', {
      say: async (request) => {
        await release.promise;
        return request;
      },
    });
    await using client = http1Client(server.url);
    const response = await client.send({ headers: { 'grpc-timeout': '20m' }, body });
    expect(statusOf(response).code).toBe(4);
    expect(server.handler.active).toBe(1);
    release.resolve();
    await until(() => server.handler.active === 0);
    expect(server.faults).toEqual([]);
  });

  it('reports what a handler throws after it, unless that is the cancellation', async () => {
    const fault = new TypeError('in the cleanup');
    await using server = await startTestServer('http1', {
      watch: async (request, responses, context) => {
        await new Promise<void>((resolve) => context.onCancel(resolve));
        if (request.text === 'fault') throw fault;
        await responses.send(request);
      },
    });
    await using client = http1Client(server.url);
    for (const text of ['fault', 'send']) {
      await client.send({ path: WATCH, headers: { 'grpc-timeout': '20m' }, body: frameOf(note({ text })) });
    }
    await until(() => server.handler.active === 0);
    expect(server.faults).toEqual([fault]);
  });

  it('does not end the process through a send() that nobody waits for', async () => {
    await using server = await startTestServer('http1', {
      watch: async (request, responses, context) => {
        await new Promise<void>((resolve) => context.onCancel(resolve));
        void responses.send(request);
      },
    });
    await using client = http1Client(server.url);
    const response = await client.send({ path: WATCH, headers: { 'grpc-timeout': '20m' }, body });
    expect(statusOf(response).code).toBe(4);
    await until(() => server.handler.active === 0);
  });

  it.each(['HTTP/1.1', 'HTTP/2'] as const)('leaks nothing over 200 cancelled calls of %s', async (version) => {
    const contexts: WeakRef<object>[] = [];
    let cancelled = 0;
    const large = note({ bytes: new Uint8Array(64 * 1024) });
    await using server = await startTestServer(version === 'HTTP/2' ? 'tls' : 'http1', {
      watch: async (_, responses, context) => {
        contexts.push(new WeakRef(context));
        context.onCancel(() => {
          cancelled += 1;
        });
        while (!context.cancelled) {
          await responses.send(large);
          // Nobody reads; without a pause each call would first fill the kernel's buffers.
          await turns(1);
        }
      },
    });
    const cancelOne = version === 'HTTP/2' ? cancelOverHttp2 : cancelOverHttp1;
    await using calls = cancelOne(server.url, server.port);
    // The later a call is cancelled, the further it has come.
    for (let index = 0; index < 200; index += 1) await calls.one(index % 5);
    await until(() => server.handler.active === 0);
    expect(contexts.length).toBeGreaterThan(0);
    expect(cancelled).toBe(contexts.length);
    expect(server.faults).toEqual([]);
    server.responses.length = 0;
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    await until(() => {
      collect();
      return contexts.filter((context) => context.deref() !== undefined).length <= 2;
    });
  });
});

/** Waits so many turns of the event loop. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

interface CancelledCalls extends AsyncDisposable {
  one(afterTurns: number): Promise<void>;
}

function cancelOverHttp1(_: string, port: number): CancelledCalls {
  return {
    async one(afterTurns) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => {});
      await new Promise<void>((resolve) => socket.write(plainRequest(WATCH, body), () => resolve()));
      await turns(afterTurns);
      socket.destroy();
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

function cancelOverHttp2(url: string): CancelledCalls {
  const client = http2Client(url);
  return {
    async one(afterTurns) {
      const headers = { ':method': 'POST', ':path': WATCH, 'content-type': 'application/grpc-web' };
      const stream = client.session.request(headers);
      stream.on('error', () => {});
      stream.end(body);
      await turns(afterTurns);
      stream.close(8);
    },
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}
