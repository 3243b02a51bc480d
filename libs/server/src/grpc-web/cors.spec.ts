import { describe, expect, it } from 'vitest';
import type { GrpcWebOptions } from './options.ts';
import type { Refusal } from './refusal.ts';
import { type IEchoService, note } from './testing/echo-service.ts';
import { startTestServer } from './testing/test-server.ts';
import { frameOf, http2Client, type WireRequest } from './testing/wire.ts';

const PAGE = 'https://page.example';
const body = frameOf(note({ text: 'hello' }));

async function connect(options: Partial<GrpcWebOptions>, implementation: Partial<IEchoService> = {}) {
  const server = await startTestServer('tls', implementation, options);
  const client = http2Client(server.url);
  return {
    client,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

function preflight(origin: string, headers = 'content-type,x-grpc-web'): WireRequest {
  return {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': headers },
  };
}

describe('CORS', () => {
  it('answers the preflight of an admitted page, for a day', async () => {
    await using connection = await connect({ allowedOrigins: ['https://other.example', PAGE] });
    const { status, headers } = await connection.client.send(preflight(PAGE, 'content-type,x-grpc-web,x-custom-bin'));
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type,x-grpc-web,x-custom-bin',
      'access-control-max-age': '86400',
      vary: expect.stringContaining('Origin'),
    });
    expect(headers['access-control-allow-credentials']).toBeUndefined();
  });

  it('answers the preflight of a method that does not exist, so that the page learns it by the call', async () => {
    await using connection = await connect({ allowedOrigins: [PAGE] });
    const { status } = await connection.client.send({ ...preflight(PAGE), path: '/test.v1.Unknown/Say' });
    expect(status).toBe(204);
  });

  it('lets the page read the status and whatever metadata is in the headers', async () => {
    await using connection = await connect(
      { allowedOrigins: [PAGE] },
      {
        say: async (request, context) => {
          context.sendResponseHeaders({ 'x-custom': 'a', 'x-more': 'b' });
          return request;
        },
      },
    );
    const { headers } = await connection.client.send({ headers: { origin: PAGE }, body });
    expect(headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      'access-control-expose-headers': 'grpc-status, grpc-message, grpc-status-details-bin, x-custom, x-more',
      vary: 'Origin',
    });
  });

  it('lets the page read errors and refusals too', async () => {
    await using connection = await connect({ allowedOrigins: [PAGE] });
    const error = await connection.client.send({ headers: { origin: PAGE } });
    const refusal = await connection.client.send({ headers: { origin: PAGE, 'content-type': 'text/html' } });
    for (const { headers } of [error, refusal]) {
      expect(headers).toMatchObject({
        'access-control-allow-origin': PAGE,
        'access-control-expose-headers': 'grpc-status, grpc-message, grpc-status-details-bin',
      });
    }
  });

  it('answers an admitted page that calls without asking first, as plain text', async () => {
    await using connection = await connect({ allowedOrigins: [PAGE] });
    const { status, headers } = await connection.client.send({
      headers: { origin: PAGE, 'content-type': 'text/plain' },
      body,
    });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'access-control-allow-origin': PAGE,
      'content-type': 'application/grpc-web+proto',
    });
  });

  it('lets a page call with cookies only where that is asked for', async () => {
    await using connection = await connect({ allowedOrigins: [PAGE], allowCredentials: true });
    for (const request of [preflight(PAGE), { headers: { origin: PAGE }, body }]) {
      const { headers } = await connection.client.send(request);
      expect(headers['access-control-allow-credentials']).toBe('true');
    }
  });

  it.each([
    ['https://evil.example'],
    ['https://page.example.evil.example'],
    ['https://page.example:8443'],
    ['http://page.example'],
    ['HTTPS://PAGE.EXAMPLE'],
    ['null'],
  ])('refuses %s in words, and its call never reaches a handler', async (origin) => {
    const ran: string[] = [];
    const refusals: [Refusal, string][] = [];
    await using connection = await connect(
      { allowedOrigins: [PAGE], onRefusal: (refusal, path) => refusals.push([refusal, path]) },
      {
        say: async (request) => {
          ran.push(origin);
          return request;
        },
      },
    );
    const unasked = { headers: { origin, 'content-type': 'text/plain' }, body };
    for (const request of [preflight(origin), { headers: { origin }, body }, unasked]) {
      const response = await connection.client.send(request);
      expect(response.status).toBe(403);
      expect(response.body.toString()).toBe(`This server does not allow calls from pages of the origin ${origin}.\n`);
      expect(Object.keys(response.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      expect(response.headers).toMatchObject({ vary: 'Origin', 'grpc-status': '7' });
    }
    expect(ran).toEqual([]);
    expect(refusals).toMatchObject([
      [{ httpStatus: 403 }, '/test.v1.EchoService/Say'],
      [{ httpStatus: 403 }, '/test.v1.EchoService/Say'],
      [{ httpStatus: 403 }, '/test.v1.EchoService/Say'],
    ]);
  });

  it('admits by a list what has no origin, since that is no page', async () => {
    await using connection = await connect({ allowedOrigins: [PAGE] });
    const { status, headers } = await connection.client.send({ body });
    expect([status, headers['access-control-allow-origin'], headers['vary']]).toEqual([200, undefined, 'Origin']);
  });

  it('asks a function about everything, with the request', async () => {
    const asked: (string | undefined)[] = [];
    await using connection = await connect({
      allowedOrigins: (origin, request) => {
        asked.push(origin);
        return origin === `https://${request.headers[':authority'] ?? request.headers.host}`;
      },
    });
    const refused = await connection.client.send({ body });
    expect(refused.status).toBe(403);
    expect(refused.body.toString()).toContain('this request names none');
    const own = `https://${connection.client.session.originSet?.[0]?.replace('https://', '') ?? ''}`;
    expect((await connection.client.send({ headers: { origin: own }, body })).status).toBe(200);
    expect(asked).toEqual([undefined, own]);
  });
});
