import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { GrpcWebOptions } from './options.ts';
import { type Note, note } from './testing/echo-service.ts';
import { startRelay } from '../testing/relay.ts';
import { startTestServer, type TestServer } from './testing/test-server.ts';
import { signal, until, within } from './testing/until.ts';
import { frameOf, http2Client } from './testing/wire.ts';

const WATCH = '/test.v1.EchoService/Watch';
const MESSAGE_BYTES = 64 * 1024;
const MESSAGES = 16 * 1024;
const body = frameOf(note());

/** Of a gigabyte of responses, how much was sent, and whether a send() waits. */
interface Progress {
  sent: number;
  waiting: boolean;
  error: unknown;
}

function sendGigabyte(progress: Progress, done: () => void) {
  return async (_: Note, responses: { send(message: Note): Promise<void> }) => {
    const message = note({ bytes: new Uint8Array(MESSAGE_BYTES) });
    try {
      for (let count = 0; count < MESSAGES; count += 1) {
        progress.waiting = true;
        await responses.send(message);
        progress.waiting = false;
        progress.sent += 1;
      }
    } catch (error) {
      progress.error = error;
      throw error;
    } finally {
      done();
    }
  };
}

/** Resolves when the same send() has been waiting for a good while. */
async function stall(progress: Progress): Promise<void> {
  for (let seen = -1; seen !== progress.sent || !progress.waiting; ) {
    seen = progress.sent;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

/** A client that has made the call, and reads nothing until it is told to. */
interface StoppedReader {
  /** Reads on; returns how many bytes have come so far. */
  readonly read: () => () => number;
  readonly leave: () => void;
}

function stoppedHttp1(server: TestServer): StoppedReader {
  const socket = connect(server.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.pause();
  socket.write(
    `POST ${WATCH} HTTP/1.1\r\nhost: x\r\ncontent-type: application/grpc-web\r\ncontent-length: ${body.length}\r\n\r\n`,
  );
  socket.write(body);
  return {
    read: () => {
      socket.resume();
      socket.on('data', () => {});
      return () => socket.bytesRead;
    },
    leave: () => socket.destroy(),
  };
}

function stoppedHttp2(server: TestServer): StoppedReader {
  const { session } = http2Client(server.url);
  const stream = session.request({ ':method': 'POST', ':path': WATCH, 'content-type': 'application/grpc-web' });
  stream.on('error', () => {});
  stream.end(body);
  return {
    read: () => {
      let bytes = 0;
      stream.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      return () => bytes;
    },
    leave: () => session.destroy(),
  };
}

function bufferedBytes(server: TestServer): number {
  const [response] = server.responses;
  if (response === undefined) throw new Error('There was no request.');
  return 'stream' in response ? response.stream.writableLength : response.writableLength;
}

describe.each([
  ['HTTP/1.1', 'http1', stoppedHttp1],
  ['HTTP/2', 'tls', stoppedHttp2],
] as const)('a reader over %s that stops', (_, transport, start) => {
  async function stopped(options: Partial<GrpcWebOptions> = {}) {
    const progress: Progress = { sent: 0, waiting: false, error: undefined };
    const done = signal();
    const watch = sendGigabyte(progress, done.resolve);
    const server = await startTestServer(transport, { watch }, options);
    const before = process.memoryUsage();
    const reader = start(server);
    await stall(progress);
    return { progress, done, server, before, reader, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  }

  it('stops the handler, and no memory grows', async () => {
    await using call = await stopped();
    const { arrayBuffers, external } = process.memoryUsage();
    // The kernel holds some megabytes; the server no more than its transport's mark and the message above it.
    expect(call.progress.sent * MESSAGE_BYTES).toBeLessThan(64 * 1024 * 1024);
    expect(bufferedBytes(call.server)).toBeLessThan(4 * MESSAGE_BYTES);
    expect(arrayBuffers - call.before.arrayBuffers).toBeLessThan(32 * 1024 * 1024);
    expect(external - call.before.external).toBeLessThan(32 * 1024 * 1024);
    call.reader.leave();
  });

  it('starts the handler again by reading on', async () => {
    await using call = await stopped();
    const { sent } = call.progress;
    const received = call.reader.read();
    await until(() => call.progress.sent > sent + 200);
    expect(received()).toBeGreaterThan(sent * MESSAGE_BYTES);
    call.reader.leave();
    await call.done.promise;
  });

  it('wakes the handler within a second by leaving', async () => {
    await using call = await stopped();
    call.reader.leave();
    await within(1_000, call.done.promise);
    expect(call.progress.error).toMatchObject({ reason: 'client-gone', code: 'CANCELLED' });
    await until(() => call.server.handler.active === 0);
    expect(call.server.faults).toEqual([]);
  });

  it('does not keep a server from ending the call', async () => {
    await using call = await stopped();
    call.server.handler.cancelAll();
    await within(1_000, call.done.promise);
    expect(call.progress.error).toMatchObject({ reason: 'shutting-down' });
    call.reader.leave();
  });

  it('is cut off when it does not take the end either', async () => {
    await using call = await stopped({ endReadWithinMs: 100 });
    const [response] = call.server.responses;
    if (response === undefined) throw new Error('There was no request.');
    const cut = once(response, 'close');
    call.server.handler.cancelAll();
    await within(1_000, cut);
    call.reader.leave();
  });
});

it('a whole connection of HTTP/2 that is not read is cut off with its call', async () => {
  const progress: Progress = { sent: 0, waiting: false, error: undefined };
  const watch = sendGigabyte(progress, () => {});
  await using server = await startTestServer('tls', { watch }, { endReadWithinMs: 100 });
  await using relay = await startRelay(server.port);
  const client = http2Client(`https://127.0.0.1:${relay.port}`);
  client.session.on('error', () => {});
  const stream = client.session.request({ ':method': 'POST', ':path': WATCH, 'content-type': 'application/grpc-web' });
  stream.on('error', () => {});
  stream.resume().end(body);
  await until(() => progress.sent > 0);
  relay.freeze();
  await stall(progress);
  const [session] = server.sessions;
  if (session === undefined) throw new Error('There was no connection.');
  const cut = once(session, 'close');
  server.handler.cancelAll();
  await within(1_000, cut);
});

describe('a handler that does not wait for send()', () => {
  it('is stopped as soon as memory would grow by it, and no message is lost in silence', async () => {
    const ended = signal<unknown[]>();
    await using server = await startTestServer('http1', {
      watch: async (_, responses) => {
        const message = note({ bytes: new Uint8Array(MESSAGE_BYTES) });
        const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => responses.send(message)));
        ended.resolve(outcomes.map(({ status }) => status));
      },
    });
    const reader = stoppedHttp1(server);
    expect(await ended.promise).toContain('rejected');
    await until(() => server.ended.length === 1);
    expect(server.ended).toMatchObject([{ code: 'INTERNAL' }]);
    expect(server.faults).toMatchObject([{ message: 'send() was called before the last send() had resolved.' }]);
    reader.leave();
  });
});
