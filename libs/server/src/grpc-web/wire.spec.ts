import { randomBytes } from 'node:crypto';
import type { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { RpcError } from '@protobuf-ts/runtime-rpc';
import { describe, expect, it } from 'vitest';
import { encodeFrame } from './frame.ts';
import { GrpcWebError } from './grpc-web-error.ts';
import type { GrpcWebOptions } from './options.ts';
import type { StatusCode } from './status-code.ts';
import { STATUS_NUMBERS } from './status-code.ts';
import { type IEchoService, Note, note } from './testing/echo-service.ts';
import { startTestServer } from './testing/test-server.ts';
import { signal, until } from './testing/until.ts';
import { frameOf, http1Client, http2Client, readBody, statusOf, type WireRequest } from './testing/wire.ts';

const LIMIT = 64 * 1024;
const hello = note({ text: 'hello' });
const good = frameOf(hello);
const text = { 'content-type': 'application/grpc-web-text' };
const gzip = { 'grpc-encoding': 'gzip' };

/** A message of which the encoding has just so many bytes. */
function noteOfSize(bytes: number): Note {
  return note({ bytes: randomBytes(bytes - 4) });
}

const CONNECTIONS = {
  'HTTP/1.1': { transport: 'http1', client: http1Client },
  'HTTP/1.1 with TLS': { transport: 'tls', client: http1Client },
  'HTTP/2 with TLS': { transport: 'tls', client: http2Client },
} as const;

describe.each(Object.entries(CONNECTIONS))('over %s', (_version, { transport, client: open }) => {
  async function connect(implementation: Partial<IEchoService> = {}, options: Partial<GrpcWebOptions> = {}) {
    const server = await startTestServer(transport, implementation, options);
    const client = open(server.url);
    return {
      server,
      client,
      async [Symbol.asyncDispose]() {
        await client[Symbol.asyncDispose]();
        await server[Symbol.asyncDispose]();
      },
    };
  }

  it.each<[string, WireRequest, Note?]>([
    ['the plain content type', { headers: { 'content-type': 'application/grpc-web' }, body: good }],
    ['a content type with a parameter', { headers: { 'content-type': 'application/grpc-web; charset=x' }, body: good }],
    ['a query in the URL', { path: '/test.v1.EchoService/Say?a=b', body: good }],
    ['gzip', { headers: gzip, body: encodeFrame(1, gzipSync(Note.toBinary(hello))) }],
    ['gzip named but not used', { headers: gzip, body: good }],
    ['base64 in one piece', { headers: { ...text, accept: 'application/grpc-web' }, body: good.toString('base64') }],
    [
      'base64 in padded pieces',
      {
        headers: { ...text, accept: 'application/grpc-web' },
        body: good.subarray(0, 4).toString('base64') + good.subarray(4).toString('base64'),
      },
    ],
  ])('understands %s', async (_, request) => {
    await using connection = await connect();
    const response = await connection.client.send(request);
    expect(response).toMatchObject({ status: 200, headers: { 'content-type': 'application/grpc-web+proto' } });
    expect(readBody(response.body)).toEqual({ messages: [hello], trailers: { 'grpc-status': '0' } });
    expect(response.headers['content-length']).toBe(String(response.body.length));
  });

  it('takes a message of just the limit, plain and compressed', async () => {
    await using connection = await connect();
    const full = noteOfSize(LIMIT);
    expect(Note.toBinary(full).length).toBe(LIMIT);
    const bodies = [frameOf(full), encodeFrame(1, gzipSync(Note.toBinary(full)))];
    for (const body of bodies) {
      const response = await connection.client.send({ headers: gzip, body });
      expect(readBody(response.body).messages).toEqual([full]);
    }
  });

  it('answers in base64 whose pieces are complete in themselves', async () => {
    await using connection = await connect({
      watch: async (request, responses) => {
        await responses.send(request);
        await responses.send(request);
      },
    });
    const path = '/test.v1.EchoService/Watch';
    const response = await connection.client.send({ path, headers: text, body: good.toString('base64') });
    expect(response.headers['content-type']).toBe('application/grpc-web-text+proto');
    expect(response.headers['content-length']).toBeUndefined();
    const pieces = response.body.toString().match(/[^=]+=*/g) ?? [];
    const body = Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64')));
    expect(readBody(body)).toEqual({ messages: [hello, hello], trailers: { 'grpc-status': '0' } });
  });

  it('sends an error in the headers alone when nothing was sent', async () => {
    const details = Buffer.from('details').toString('base64');
    await using connection = await connect({
      say: async () => {
        throw new RpcError('\t\nno 100 % ☺ 😈', 'NOT_FOUND', {
          'grpc-status-details-bin': details,
          'x-more': ['1', '2'],
        });
      },
    });
    const response = await connection.client.send({ body: good });
    expect(response).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'application/grpc-web+proto',
        'content-length': '0',
        'grpc-status': '5',
        'grpc-message': '%09%0Ano 100 %25 %E2%98%BA %F0%9F%98%88',
        'grpc-status-details-bin': details,
        'x-more': expect.stringMatching(/^1, ?2$/),
      },
    });
    expect(response.body.length).toBe(0);
  });

  it('sends an error that is too long for headers in the body', async () => {
    await using connection = await connect({
      say: async () => {
        throw new RpcError('long '.repeat(10_000), 'ABORTED');
      },
    });
    const response = await connection.client.send({ body: good });
    expect(response.headers['grpc-status']).toBeUndefined();
    expect(statusOf(response)).toEqual({ code: 10, message: 'long '.repeat(10_000) });
  });

  it('leaves out metadata that no header can carry, and says so to the log', async () => {
    await using connection = await connect({
      say: async (request, context) => {
        context.sendResponseHeaders({ 'x-good': 'yes', 'x-bad': 'a\r\nset-cookie: b', connection: 'close' });
        return request;
      },
    });
    const { headers, status } = await connection.client.send({ body: good });
    expect([status, headers['x-good'], headers['x-bad'], headers['set-cookie']]).toEqual([
      200,
      'yes',
      undefined,
      undefined,
    ]);
    expect(connection.server.faults.map(String)).toEqual([
      expect.stringContaining('"x-bad"'),
      expect.stringContaining('"connection"'),
    ]);
  });

  it("describes every error, the adapter's and the handler's", async () => {
    const describeError = (error: RpcError) => ({
      'x-reason': error instanceof GrpcWebError ? error.reason : 'handler',
      'x-own': 'no',
    });
    await using connection = await connect(
      {
        say: async () => {
          throw new RpcError('no', 'ABORTED', { 'x-own': 'yes' });
        },
      },
      { describeError },
    );
    const own = await connection.client.send({ body: good });
    const adapters = await connection.client.send({ body: 'x' });
    expect(own.headers).toMatchObject({ 'x-reason': 'handler', 'x-own': 'yes' });
    expect(adapters.headers).toMatchObject({ 'x-reason': 'message-malformed', 'x-own': 'no' });
  });

  const errors: [string, StatusCode, RegExp, WireRequest][] = [
    ['an unknown method', 'UNIMPLEMENTED', /Echo\/Nothing/, { path: '/test.v1.Echo/Nothing', body: good }],
    [
      'a method with a stream of requests',
      'UNIMPLEMENTED',
      /streams its requests/,
      { path: '/test.v1.EchoService/Talk' },
    ],
    ['no message', 'UNIMPLEMENTED', /has no message/, {}],
    ['two messages', 'UNIMPLEMENTED', /more than one/, { body: Buffer.concat([good, good]) }],
    ['a cut message', 'INVALID_ARGUMENT', /ended after 4 of the 7 bytes/, { body: good.subarray(0, 9) }],
    ['a cut prefix', 'INVALID_ARGUMENT', /ended within the 5 bytes/, { body: good.subarray(0, 2) }],
    ['bytes after the message', 'INVALID_ARGUMENT', /3 bytes follow/, { body: Buffer.concat([good, Buffer.alloc(3)]) }],
    ['trailers', 'INVALID_ARGUMENT', /flags 0x80/, { body: encodeFrame(0x80, Buffer.alloc(0)) }],
    ['no protobuf', 'INVALID_ARGUMENT', /no test\.v1\.Note/, { body: encodeFrame(0, Buffer.from([0xff, 0xff])) }],
    ['no UTF-8', 'INVALID_ARGUMENT', /no test\.v1\.Note/, { body: encodeFrame(0, Buffer.from([0x0a, 1, 0xff])) }],
    ['no base64', 'INVALID_ARGUMENT', /not the base64/, { headers: { ...text, accept: '*/*' }, body: '!!!!' }],
    ['cut base64', 'INVALID_ARGUMENT', /not the base64/, { headers: text, body: good.toString('base64').slice(0, -1) }],
    ['no gzip', 'INVALID_ARGUMENT', /decompressed/, { headers: gzip, body: encodeFrame(1, Buffer.from('x')) }],
    ['a flag without a compression', 'INTERNAL', /flagged/, { body: encodeFrame(1, gzipSync('')) }],
    ['an unknown compression', 'UNIMPLEMENTED', /"br" is unknown/, { headers: { 'grpc-encoding': 'br' }, body: good }],
    [
      'a malformed timeout',
      'INVALID_ARGUMENT',
      /grpc-timeout must be/,
      { headers: { 'grpc-timeout': 'soon' }, body: good },
    ],
    [
      'a timeout that is over',
      'DEADLINE_EXCEEDED',
      /timeout of 0S/,
      { headers: { 'grpc-timeout': '0S' }, path: '/test.v1.EchoService/Watch', body: good },
    ],
    ['a malformed binary header', 'INVALID_ARGUMENT', /x-bin must be/, { headers: { 'x-bin': '???' }, body: good }],
    ['a message over the limit', 'RESOURCE_EXHAUSTED', /size limit/, { body: frameOf(noteOfSize(LIMIT + 1)) }],
    ['a message far over the limit', 'RESOURCE_EXHAUSTED', /size limit/, { body: frameOf(noteOfSize(12 * LIMIT)) }],
    [
      'a bomb',
      'RESOURCE_EXHAUSTED',
      /size limit/,
      { headers: gzip, body: encodeFrame(1, gzipSync(Buffer.alloc(20 * 1024 * 1024))) },
    ],
    [
      'a handler that throws no status',
      'INTERNAL',
      /^The server has failed/,
      { headers: { 'x-fail': 'TypeError' }, body: good },
    ],
    [
      'a handler with a status of its own making',
      'INTERNAL',
      /^The server has failed/,
      { headers: { 'x-fail': 'NO_SUCH_CODE' }, body: good },
    ],
    ['a handler that throws OK', 'INTERNAL', /^The server has failed/, { headers: { 'x-fail': 'OK' }, body: good }],
    [
      'a handler that throws a status',
      'ALREADY_EXISTS',
      /^on purpose/,
      { headers: { 'x-fail': 'ALREADY_EXISTS' }, body: good },
    ],
  ];

  const failing: Partial<IEchoService> = {
    say: async (request, { headers }) => {
      const fail = headers['x-fail'];
      if (fail === 'TypeError') throw new TypeError('secret');
      if (typeof fail === 'string') throw new RpcError('on purpose', fail);
      return request;
    },
    watch: (_, responses, context) =>
      new Promise((resolve) => {
        context.onCancel(resolve);
        if (context.headers['x-ticks'] !== undefined) ticks.push(() => responses.send(hello));
      }),
  };
  const ticks: (() => Promise<void>)[] = [];

  it.each(errors)('%s is answered %s, and the connection serves the next call', async (_, code, words, request) => {
    await using connection = await connect(failing);
    const response = await connection.client.send(request);
    const status = statusOf(response);
    expect(response.status).toBe(200);
    expect(status).toEqual({ code: STATUS_NUMBERS[code], message: expect.stringMatching(words) });
    expect(status.message).not.toContain('secret');
    expect(readBody((await connection.client.send({ body: good })).body).messages).toEqual([hello]);
    expect(connection.server.connections).toBe(1);
    expect(connection.server.handler.active).toBe(0);
  });

  it('does no harm to a running stream by any error beside it', async () => {
    await using connection = await connect(failing);
    const { client } = connection;
    await using beside = open(connection.server.url);
    ticks.length = 0;
    const stream = client.send({ path: '/test.v1.EchoService/Watch', headers: { 'x-ticks': '1' }, body: good });
    await until(() => ticks.length === 1);
    for (const [, , , request] of errors) {
      await beside.send(request);
      await ticks[0]?.();
    }
    connection.server.handler.cancelAll(new RpcError('enough', 'ABORTED'));
    const { messages, trailers } = readBody((await stream).body);
    expect(messages).toHaveLength(errors.length);
    expect(trailers).toEqual({ 'grpc-status': '10', 'grpc-message': 'enough' });
  });

  it('cuts off a sender that goes on and on after the refusal', async () => {
    await using connection = await connect();
    const { body, response } = connection.client.open({});
    const outcome = response.then(statusOf, (error: Error) => error);
    const written = writeOnAndOn(body, frameOf(noteOfSize(LIMIT + 1)));
    // Over HTTP/1.1 only closing the connection stops a sender, which may then miss the answer.
    const refused = { code: 8, message: expect.stringContaining('size limit') };
    const cut = { code: expect.stringMatching(/ECONNRESET|EPIPE/) };
    expect([refused, cut]).toContainEqual(
      await outcome.then((found) => (found instanceof Error ? { code: codeOf(found) } : found)),
    );
    expect(await written).toBeLessThan(64 * 1024 * 1024);
    expect(connection.server.ended).toMatchObject([{ code: 'RESOURCE_EXHAUSTED' }]);
    await using next = open(connection.server.url);
    expect(readBody((await next.send({ body: good })).body).messages).toEqual([hello]);
  });

  it.each<[string, number, WireRequest, Record<string, string>]>([
    ['GET', 405, { method: 'GET' }, { allow: 'POST, OPTIONS', 'grpc-status': '2' }],
    ['PUT', 405, { method: 'PUT', body: good }, { allow: 'POST, OPTIONS' }],
    ['JSON', 415, { headers: { 'content-type': 'application/grpc-web+json' }, body: '{}' }, { 'grpc-status': '2' }],
    ['gRPC', 415, { headers: { 'content-type': 'application/grpc' }, body: good }, {}],
    ['an image', 415, { headers: { 'content-type': 'image/png' }, body: 'x' }, {}],
    ['JSON anywhere', 415, { path: '/x/y', headers: { 'content-type': 'application/grpc-web+json' } }, {}],
  ])('refuses %s with %i in words', async (_, status, request, headers) => {
    await using connection = await connect();
    const response = await connection.client.send(request);
    expect(response).toMatchObject({ status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } });
    expect(response.body.toString()).toMatch(/^[A-Z].*\.\n$/);
    expect(readBody((await connection.client.send({ body: good })).body).messages).toEqual([hello]);
    expect(connection.server.connections).toBe(1);
  });

  it.each<[string, WireRequest]>([
    ['a page', { method: 'GET', path: '/call', headers: { 'content-type': 'text/html' } }],
    ['a form', { path: '/test.v2.EchoService/Say', headers: { 'content-type': 'text/plain' } }],
    [
      "somebody else's preflight",
      { method: 'OPTIONS', path: '/x', headers: { 'access-control-request-method': 'PUT' } },
    ],
  ])('leaves %s to others', async (_, request) => {
    await using connection = await connect();
    const response = await connection.client.send(request);
    expect([response.status, response.body.toString()]).toEqual([404, 'not gRPC-Web']);
    expect(response.headers['vary']).toBeUndefined();
  });

  it('answers calls that come after close() with UNAVAILABLE', async () => {
    const ran = signal();
    await using connection = await connect({
      say: async (request) => {
        ran.resolve();
        return request;
      },
    });
    await connection.server.handler.close();
    const late = await connection.client.send({ body: good });
    expect(statusOf(late)).toEqual({ code: 14, message: 'The server is shutting down.' });
    expect(await Promise.race([ran.promise, Promise.resolve('did not run')])).toBe('did not run');
  });
});

/** Writes the bytes again and again until the other side has had enough. Resolves with how many that were. */
function writeOnAndOn(body: Writable, bytes: Buffer): Promise<number> {
  return new Promise((resolve) => {
    let written = 0;
    body.on('error', () => {});
    body.on('close', () => resolve(written));
    const write = () => {
      written += bytes.length;
      // Not by `drain`: a ClientRequest through TLS no longer emits it once its response is complete.
      if (!body.destroyed) body.write(bytes, () => setImmediate(write));
    };
    write();
  });
}

function codeOf(error: Error): unknown {
  return 'code' in error ? error.code : error.message;
}
