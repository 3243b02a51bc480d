import { once } from 'node:events';
import { request } from 'node:http';
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import type { Writable } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../logging/logger.ts';
import { createSelfSigned } from '../tls/self-signed.ts';
import type { HttpHandler } from './exchange.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import { HTTP_LIMITS } from './limits.ts';
import type { TlsIdentity } from './node-server.ts';
import { sendReply, sentence } from './reply.ts';

let server: HttpServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const greet: HttpHandler = (incoming, response) => sendReply(incoming, response, sentence(200, 'hello'));

async function start(
  handler: HttpHandler = greet,
  tls: TlsIdentity | null = null,
  closeGraceMs: number = HTTP_LIMITS.closeGraceMs,
): Promise<HttpServer> {
  server = await startHttpServer({ host: 'localhost', port: 0, tls, handler, closeGraceMs, logger: silentLogger() });
  return server;
}

/** A handler whose answer goes on until the test ends it. */
function streaming() {
  const { promise: opened, resolve: tell } = Promise.withResolvers<Writable>();
  const handler: HttpHandler = (_, response: Writable) => {
    response.write('first');
    tell(response);
  };
  return { handler, opened };
}

async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

describe('listening', () => {
  it('takes the same port on both loopback addresses', async () => {
    const { port } = await start();
    for (const host of ['127.0.0.1', '[::1]']) {
      expect(await (await fetch(`http://${host}:${port}/`)).text()).toBe('hello\n');
    }
  });

  it('leaves nothing open where one of the two is taken', async () => {
    const other = await startHttpServer({ host: '::1', port: 0, tls: null, handler: greet, logger: silentLogger() });
    const { port } = other;
    const options = { host: 'localhost', port, tls: null, handler: greet, logger: silentLogger() };
    await expect(startHttpServer(options)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await other.close();
    server = await startHttpServer(options);
    expect(server.port).toBe(port);
  });

  it('says that a host is not here', async () => {
    const options = { host: 'nowhere.invalid', port: 0, tls: null, handler: greet, logger: silentLogger() };
    await expect(startHttpServer(options)).rejects.toMatchObject({
      code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/),
    });
  });
});

describe('with TLS', () => {
  const secure = async (handler?: HttpHandler) => {
    const identity = await createSelfSigned();
    const { port } = await start(handler, identity);
    return { port, ca: identity.cert };
  };

  it('speaks HTTP/2 and HTTP/1.1 on one port, by a certificate good for loopback', async () => {
    const { port, ca } = await secure();
    const session = connectHttp2(`https://localhost:${port}`, { ca });
    const stream = session.request({ ':path': '/' }).resume();
    const [headers] = await once(stream, 'response');
    expect(headers[':status']).toBe(200);
    session.close();

    const socket = connectTls({ port, host: '127.0.0.1', ca, ALPNProtocols: ['http/1.1'] });
    socket.end('GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
    const [data] = await once(socket, 'data');
    expect(String(data)).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('announces how many streams a connection may have', async () => {
    const { port, ca } = await secure();
    const session = connectHttp2(`https://localhost:${port}`, { ca });
    await once(session, 'remoteSettings');
    expect(session.remoteSettings.maxConcurrentStreams).toBe(HTTP_LIMITS.concurrentStreamsPerConnection);
    session.close();
  });

  it('carries more streams at once than the 100 of Node’s default', async () => {
    const { handler } = streaming();
    const { port, ca } = await secure(handler);
    const session = connectHttp2(`https://localhost:${port}`, { ca });
    await once(session, 'remoteSettings');
    const responses = Array.from({ length: 150 }, () => once(session.request({ ':path': '/' }), 'response'));
    expect(await Promise.all(responses)).toHaveLength(150);
    session.destroy();
  });

  it('answers HEAD without a body', async () => {
    const { port, ca } = await secure();
    const session = connectHttp2(`https://localhost:${port}`, { ca });
    const stream = session.request({ ':path': '/', ':method': 'HEAD' });
    const [headers] = await once(stream, 'response');
    expect(headers).toMatchObject({ ':status': 200, 'content-length': '6' });
    session.close();
  });

  it('ends an idle HTTP/2 connection when it closes', async () => {
    const { port, ca } = await secure();
    const session: ClientHttp2Session = connectHttp2(`https://localhost:${port}`, { ca });
    await once(session, 'remoteSettings');
    const ended = once(session, 'close');
    await server?.close();
    await ended;
  });

  it('lets an HTTP/2 stream end first', async () => {
    const { handler, opened } = streaming();
    const { port, ca } = await secure(handler);
    const session = connectHttp2(`https://localhost:${port}`, { ca });
    const stream = session.request({ ':path': '/' });
    const response = await opened;
    let text = '';
    stream.on('data', (chunk) => (text += chunk));
    const closed = server?.close();
    response.write(' last');
    response.end();
    await closed;
    expect(text).toBe('first last');
  });
});

describe('closing', () => {
  it('ends connections that were opened ahead of need', async () => {
    const { port } = await start();
    const socket = await openSocket(port);
    const ended = once(socket, 'close');
    socket.resume();
    await server?.close();
    await ended;
  });

  it('ends a connection that falls idle only afterwards', async () => {
    const { handler, opened } = streaming();
    const { port } = await start(handler);
    const socket = await openSocket(port);
    socket.write('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n');
    let text = '';
    socket.on('data', (chunk) => (text += chunk));
    const response = await opened;
    const closed = server?.close();
    response.end(' last');
    await closed;
    expect(text).toContain('last');
  });

  it('takes no new connection, and twice is as good as once', async () => {
    const { port } = await start();
    await Promise.all([server?.close(), server?.close()]);
    const socket = connect(port, '127.0.0.1');
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('cuts after the grace what does not end', async () => {
    const { handler, opened } = streaming();
    const { port } = await start(handler, null, 50);
    const outgoing = request({ port, host: '127.0.0.1' }).end();
    const broken = once(outgoing, 'response').then(([response]) => once(response.resume(), 'error'));
    await opened;
    await server?.close();
    expect((await broken)[0]).toMatchObject({ code: 'ECONNRESET' });
  });
});
