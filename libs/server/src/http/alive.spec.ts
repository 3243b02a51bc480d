import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import { type ClientHttp2Session, connect, createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { aliveReply } from './alive.ts';
import type { HttpHandler } from './exchange.ts';
import { sendReply } from './reply.ts';

const answer: HttpHandler = (asked, response) => sendReply(asked, response, aliveReply(asked, response));
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function listen(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  ends.unshift(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function ask(session: ClientHttp2Session): Promise<unknown> {
  const stream = session.request({ ':path': '/rtc-call/alive' });
  const [headers] = await once(stream, 'response');
  stream.resume();
  await once(stream, 'end');
  return headers;
}

describe('the answer of a server that lives', () => {
  it('is the last over its connection of HTTP/1.1, and readable by every page', async () => {
    const asking = request(await listen(createServer(answer))).end();
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(204);
    expect(response.headers).toMatchObject({
      connection: 'close',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
  });

  it('asks for another connection of HTTP/2, and lets what is under way on this one go on', async () => {
    const underWay = Promise.withResolvers<void>();
    const server = createHttp2Server((asked, response) => {
      if (asked.url === '/rtc-call/alive') answer(asked, response);
      else void underWay.promise.then(() => response.end('done'));
    });
    const session = connect(await listen(server));
    ends.unshift(() => session.destroy());
    const stream = session.request({ ':path': '/call' });
    const goaway = once(session, 'goaway');
    await expect(ask(session)).resolves.toMatchObject({ ':status': 204 });
    const [code, lastStream] = await goaway;
    expect([code, lastStream]).toEqual([0, 2 ** 31 - 1]);
    underWay.resolve();
    const [headers] = await once(stream, 'response');
    expect(headers).toMatchObject({ ':status': 200 });
  });
});
