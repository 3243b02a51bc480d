import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../logging/logger.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import type { ReadinessState } from '../readiness.ts';
import type { TurnUrlState } from '../turn/proof/turn-watch.ts';
import { createOriginPolicy } from './origin-policy.ts';
import { createRouter } from './router.ts';
import { readStaticFolder } from './static-folder.ts';

let directory: string;
let server: HttpServer;
let url: string;
let readiness: ReadinessState = 'ready';
let turn: readonly TurnUrlState[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rtc-call-http-'));
  await mkdir(join(directory, 'demo', 'assets'), { recursive: true });
  await mkdir(join(directory, 'bundle', 'rtc-call'), { recursive: true });
  await writeFile(join(directory, 'demo', 'index.html'), '<title>start</title>');
  await writeFile(join(directory, 'demo', 'call.html'), '<title>call</title>');
  await writeFile(join(directory, 'demo', '.secret'), 'secret');
  await writeFile(join(directory, 'demo', 'assets', 'page-A1b2C3d4.css'), 'body { color: red }'.repeat(100));
  await writeFile(join(directory, 'bundle', 'rtc-call.js'), 'import "./rtc-call/part-A1b2C3d4.js";');
  await writeFile(join(directory, 'bundle', 'rtc-call', 'part-A1b2C3d4.js'), '// part');
  await writeFile(join(directory, 'outside.txt'), 'outside');
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    tls: null,
    logger: silentLogger(),
    handler: createRouter({
      version: '1.2.3',
      admits: createOriginPolicy({
        allowed: ['https://example.com', 'https://calls.example'],
        secure: false,
        host: '127.0.0.1',
      }),
      readiness: () => readiness,
      turn: () => turn,
      grpcWeb: () => false,
      bundle: await readStaticFolder(join(directory, 'bundle')),
      demo: await readStaticFolder(join(directory, 'demo')),
    }),
  });
  url = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

describe('the demo', () => {
  it.each([
    ['/', 'start'],
    ['/?x=1', 'start'],
    ['/call?room=calm-river-42', 'call'],
    ['/call.html', 'call'],
  ])('has a page at %s', async (path, title) => {
    const response = await fetch(url + path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toBe(`<title>${title}</title>`);
  });

  it('is asked for anew each time, but costs nothing where it did not change', async () => {
    const first = await fetch(url);
    expect(first.headers.get('cache-control')).toBe('no-cache');
    const etag = first.headers.get('etag') ?? '';
    const second = await fetch(url, { headers: { 'if-none-match': `"other", ${etag}` } });
    expect(second.status).toBe(304);
    expect(await second.text()).toBe('');
    expect((await fetch(url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('leaves camera and microphone to its own pages, and guesses no types', async () => {
    const { headers } = await fetch(url);
    expect(headers.get('permissions-policy')).toContain('camera=(self), microphone=(self)');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('keeps what carries a hash in its name for ever', async () => {
    const response = await fetch(`${url}/assets/page-A1b2C3d4.css`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
  ])('is compressed as the reader likes it: %s', async (accepted, encoding) => {
    const response = await fetch(`${url}/assets/page-A1b2C3d4.css`, { headers: { 'accept-encoding': accepted } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('vary')).toBe('accept-encoding');
    expect(await response.text()).toBe('body { color: red }'.repeat(100));
  });

  it.each([['/nothing'], ['/.secret'], ['/../outside.txt'], ['/%2e%2e/outside.txt'], ['/assets'], ['/constructor']])(
    'has nothing at %s, and says so',
    async (path) => {
      const response = await fetch(url + path);
      expect(response.status).toBe(404);
      expect(await response.text()).toMatch(/^There is nothing at .* The start page is at \/\.\n$/);
    },
  );

  it('can only be read', async () => {
    const response = await fetch(`${url}/call`, { method: 'POST', body: 'x' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
    expect(await response.text()).toBe('/call can only be read: use GET.\n');
  });
});

describe('the bundle', () => {
  it.each([
    ['/rtc-call.js', 'no-cache'],
    ['/rtc-call/part-A1b2C3d4.js', 'public, max-age=31536000, immutable'],
  ])('lets any page load %s', async (path, cacheControl) => {
    const response = await fetch(url + path, { headers: { origin: 'https://elsewhere.example' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe(cacheControl);
  });

  it('says that it has no such part', async () => {
    const response = await fetch(`${url}/rtc-call/part-00000000.js`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('Load /rtc-call.js');
  });
});

describe('/rtc-call/about', () => {
  it.each([
    ['https://example.com', true],
    ['https://elsewhere.example', false],
    ['null', false],
  ])('tells a page of %s whether it is admitted', async (origin, allowed) => {
    const response = await fetch(`${url}/rtc-call/about`, { headers: { origin } });
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('timing-allow-origin')).toBe('*');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({
      name: 'rtc-call',
      version: '1.2.3',
      contract: 'rtccall.v1',
      origin: { value: origin, allowed },
    });
  });

  it('admits the server’s own pages, whether they name themselves or not', async () => {
    const named = await fetch(`${url}/rtc-call/about`, { headers: { origin: url } });
    expect(await named.json()).toMatchObject({ origin: { value: url, allowed: true } });
    const unnamed = await fetch(`${url}/rtc-call/about`);
    expect(await unnamed.json()).toMatchObject({ origin: { value: null, allowed: true } });
  });

  it.each([
    ['calls.example', true, 'a proxy that ends TLS, whose origin was named'],
    ['evil.example', false, 'a name that was made to point here'],
  ])('says of pages of %s, which do not name themselves: %s, since it is %s', async (host, allowed) => {
    const asking = request(`${url}/rtc-call/about`, { headers: { host } }).end();
    const [response] = (await once(asking, 'response')) as [IncomingMessage];
    expect(await json(response)).toMatchObject({ origin: { value: null, allowed } });
  });

  it('answers the question before the question', async () => {
    const response = await fetch(`${url}/rtc-call/about`, { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('can only be read', async () => {
    const response = await fetch(`${url}/rtc-call/about`, { method: 'DELETE' });
    expect(response.status).toBe(405);
  });
});

it('says at /rtc-call/alive that it lives', async () => {
  const response = await fetch(`${url}/rtc-call/alive`);
  expect([response.status, response.headers.get('connection')]).toEqual([204, 'close']);
});

describe('readiness', () => {
  afterEach(() => {
    readiness = 'ready';
    turn = [];
  });

  it.each([
    ['ready', 200, { ready: true }],
    ['stopping', 503, { ready: false, because: 'stopping', message: expect.stringContaining('stops') }],
    ['store-unreachable', 503, { ready: false, because: 'store-unreachable', message: expect.any(String) }],
    ['turn-unusable', 503, { ready: false, because: 'turn-unusable', message: expect.stringContaining('TURN') }],
  ] as const)('"%s" is told with %i', async (state, status, body) => {
    readiness = state;
    const response = await fetch(`${url}/rtc-call/ready`);
    expect(response.status).toBe(status);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual(body);
  });

  it('tells how each TURN server is', async () => {
    turn = [
      { url: 'turn:one.example', proof: { works: true, tookMs: 7 } },
      { url: 'turn:two.example:80?transport=tcp', proof: { works: false, fault: { kind: 'refused' } } },
      { url: 'turns:three.example', proof: null },
    ];
    expect(await (await fetch(`${url}/rtc-call/ready`)).json()).toEqual({
      ready: true,
      turn: [
        { url: 'turn:one.example', works: true },
        {
          url: 'turn:two.example:80?transport=tcp',
          works: false,
          because: 'refused',
          message: 'Nothing listens on TCP port 80 of two.example: coturn is not running, or listens elsewhere.',
        },
        { url: 'turns:three.example', works: null },
      ],
    });
  });
});

it('goes on serving when a build empties the folder', async () => {
  await rm(join(directory, 'demo', 'call.html'));
  expect(await (await fetch(`${url}/call`)).text()).toBe('<title>call</title>');
});

it('says that an element was not built, and that there is no demo', async () => {
  const bare = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    tls: null,
    logger: silentLogger(),
    handler: createRouter({
      version: '1.2.3',
      admits: createOriginPolicy({ allowed: [], secure: false, host: '127.0.0.1' }),
      readiness: () => 'ready',
      turn: () => [],
      grpcWeb: () => false,
      bundle: await readStaticFolder(join(directory, 'none')),
      demo: null,
    }),
  });
  const at = (path: string) => fetch(`http://127.0.0.1:${bare.port}${path}`).then((response) => response.text());
  expect(await at('/rtc-call.js')).toContain('not built');
  expect(await at('/')).toContain('serves no demo');
  await bare.close();
});
