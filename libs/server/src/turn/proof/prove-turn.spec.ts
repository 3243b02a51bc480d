import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../../redis-log/testing/eventually.ts';
import { freePorts } from '../../testing/free-ports.ts';
import { turnserverConf } from '../coturn/turnserver-conf.ts';
import { type CertificateFiles, certificateFiles } from '../testing/certificate-files.ts';
import { CoturnUnderTest } from '../testing/coturn-under-test.ts';
import { describeWithCoturn } from '../testing/describe-with-coturn.ts';
import { describeTurnFault } from './describe-fault.ts';
import { proveTurn } from './prove-turn.ts';

const never = new AbortController().signal;
const ANY_SECRET = 'any-secret-whatsoever';
const QUOTAS = { perUser: 100, total: 100, kilobitsPerSecond: 8_000 };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rtc-call-proof-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** `works`, or what is wrong and what a person is told about it. */
async function outcome(url: string, secret: string, more: { ca?: string; proofMs?: number } = {}) {
  const proof = await proveTurn(url, { secret, signal: never, ...more });
  return proof.works ? ['works'] : [proof.fault.kind, describeTurnFault(url, proof.fault)];
}

describeWithCoturn('the proof of a coturn', (program) => {
  let certificate: CertificateFiles;
  let coturn: CoturnUnderTest;
  beforeAll(async () => {
    certificate = await certificateFiles(folder, 'localhost');
    coturn = await CoturnUnderTest.start(program, { tls: certificate });
  });
  afterAll(() => coturn?.[Symbol.asyncDispose]());

  /** One of another kind, at `turns:localhost`. */
  async function overTls(files: CertificateFiles) {
    const other = await CoturnUnderTest.start(program, { tls: files });
    return {
      url: other.urls[2] ?? '',
      secret: other.options.secret,
      [Symbol.asyncDispose]: () => other[Symbol.asyncDispose](),
    };
  }

  it.each([
    [0, 'UDP'],
    [1, 'TCP'],
    [2, 'TLS'],
  ])('number %i, by %s, succeeds', async (index) => {
    const url = coturn.urls[index] ?? '';
    expect(await outcome(url, coturn.options.secret, { ca: certificate.pem })).toEqual(['works']);
  });

  it('succeeds by IPv6', async () => {
    expect(await outcome(`turn:[::1]:${coturn.port}`, coturn.options.secret)).toEqual(['works']);
  });

  it('fails where anybody may allocate, and gives that back, too', async () => {
    await using open = await CoturnUnderTest.start(program, { quotas: { ...QUOTAS, total: 2 } });
    await open.process.restart(
      turnserverConf(open.options).replace(/^use-auth-secret\nstatic-auth-secret=.*$/m, 'no-auth'),
    );
    for (const url of [...open.urls, ...open.urls]) {
      await eventually(async () => (await outcome(url, open.options.secret))[0] === 'open-relay', 10_000);
    }
  });

  it('gives back what it has allocated, which coturn would keep for ten minutes', async () => {
    await using small = await CoturnUnderTest.start(program, { quotas: { ...QUOTAS, total: 2 } });
    for (const url of small.urls) {
      // coturn ends what was given back within a second or so.
      await eventually(async () => (await outcome(url, small.options.secret))[0] === 'works', 10_000);
    }
  });

  it('gives it back where it fails, too', async () => {
    await using small = await CoturnUnderTest.start(program, { quotas: { ...QUOTAS, total: 2 } });
    await small.process.restart(turnserverConf(small.options).replaceAll(/^allowed-peer-ip=.*\n/gm, ''));
    for (const url of [...small.urls, ...small.urls]) {
      await eventually(async () => (await outcome(url, small.options.secret))[0] === 'peer-denied', 10_000);
    }
  });

  it('gives it back where it is given up', async () => {
    await using small = await CoturnUnderTest.start(program, {
      allowPeers: [{ first: '127.0.0.9', last: '127.0.0.9' }],
      quotas: { ...QUOTAS, total: 2 },
    });
    // Nothing is at this address, so that the proof ends while it waits.
    await small.process.restart(`${turnserverConf(small.options)}\nexternal-ip=127.0.0.9\n`);
    for (const url of [...small.urls, ...small.urls]) {
      const given = async () => (await outcome(url, small.options.secret, { proofMs: 500 }))[0] !== 'quota';
      await eventually(given, 10_000);
    }
  });

  it('fails by another secret', async () => {
    for (const url of coturn.urls) {
      const [kind, message] = await outcome(url, ANY_SECRET, { ca: certificate.pem });
      expect(kind).toBe('wrong-secret');
      expect(message).toContain('static-auth-secret');
    }
  });

  it('fails at a closed port, and names it', async () => {
    const [port] = await freePorts(1);
    for (const [url, door] of [
      [`turn:127.0.0.1:${port}`, `UDP port ${port}`],
      [`turn:127.0.0.1:${port}?transport=tcp`, `TCP port ${port}`],
      [`turns:localhost:${port}`, `TCP port ${port}`],
    ] as const) {
      const [kind, message] = await outcome(url, ANY_SECRET);
      expect([url, kind]).toEqual([url, 'refused']);
      expect(message).toContain(`Nothing listens on ${door}`);
    }
  });

  it('fails when the server stands still', async () => {
    await using frozen = await CoturnUnderTest.start(program);
    frozen.process.pause();
    for (const url of frozen.urls) {
      expect((await outcome(url, frozen.options.secret, { proofMs: 300 }))[0]).toBe('no-answer');
    }
    frozen.process.resume();
    expect(await outcome(frozen.urls[0] ?? '', frozen.options.secret)).toEqual(['works']);
  });

  it('fails by a certificate that nobody trusts', async () => {
    const [kind, message] = await outcome(coturn.urls[2] ?? '', coturn.options.secret);
    expect(kind).toBe('certificate-untrusted');
    expect(message).toContain('browsers will not trust it either');
  });

  it('fails by a certificate that has expired', async () => {
    const expired = await certificateFiles(folder, 'localhost', [-3, -1]);
    await using server = await overTls(expired);
    const [kind, message] = await outcome(server.url, server.secret, { ca: expired.pem });
    expect(kind).toBe('certificate-expired');
    expect(message).toContain('renew it');
  });

  it('fails by a certificate for another host', async () => {
    const others = await certificateFiles(folder, 'turn.example.org');
    await using server = await overTls(others);
    const [kind, message] = await outcome(server.url, server.secret, { ca: others.pem });
    expect(kind).toBe('certificate-wrong-host');
    expect(message).toContain('turn.example.org');
  });

  it('fails when TLS is not spoken there', async () => {
    // Without a certificate coturn listens, and does not answer the handshake.
    await using plain = await CoturnUnderTest.start(program);
    const [kind] = await outcome(`turns:localhost:${plain.port}`, plain.options.secret, { proofMs: 1_500 });
    expect(kind).toBe('no-tls');
  });

  it('fails when the relay may not be relayed to', async () => {
    await using strict = await CoturnUnderTest.start(program);
    const allowed = turnserverConf(strict.options);
    await strict.process.restart(allowed.replaceAll(/^allowed-peer-ip=.*\n/gm, ''));
    const [kind, message] = await outcome(strict.urls[0] ?? '', strict.options.secret);
    expect(kind).toBe('peer-denied');
    expect(message).toContain('allowed-peer-ip');
    await strict.process.restart(allowed);
    expect(await outcome(strict.urls[0] ?? '', strict.options.secret)).toEqual(['works']);
  });

  it('goes through a NAT that is before the relay', async () => {
    const behindNat = [{ public: '203.0.113.7', private: '127.0.0.1' }];
    await using server = await CoturnUnderTest.start(program, { addresses: behindNat });
    const client = await server.client();
    expect(await client.allocate()).toMatchObject({ address: '203.0.113.7' });
    expect(await outcome(server.urls[0] ?? '', server.options.secret)).toEqual(['works']);
  });

  it('fails when the address that is told is not the relay’s', async () => {
    await using server = await CoturnUnderTest.start(program, {
      allowPeers: [{ first: '192.0.2.7', last: '192.0.2.7' }],
    });
    // Told, but not mapped back to the machine's own, as by a NAT that does not pass packets from inside back in.
    const conf = turnserverConf(server.options);
    await server.process.restart(`${conf}\nexternal-ip=192.0.2.7\n`);
    const [kind, message] = await outcome(server.urls[0] ?? '', server.options.secret);
    expect(kind).toBe('relay-silent');
    expect(message).toContain('192.0.2.7');
  });

  it('fails when there is nothing left to allocate', async () => {
    await using full = await CoturnUnderTest.start(program, { quotas: { ...QUOTAS, total: 1 } });
    expect((await outcome(full.urls[0] ?? '', full.options.secret))[0]).toBe('quota');
  });
});

describe('the proof', () => {
  it('fails for a name without an address', async () => {
    for (const url of ['turn:turn.invalid', 'turns:turn.invalid']) {
      const [kind, message] = await outcome(url, ANY_SECRET);
      expect(kind).toBe('no-such-host');
      expect(message).toContain('turn.invalid');
    }
  });

  it('fails by what listens and says nothing', async () => {
    const udp = createSocket('udp4').bind(0, '127.0.0.1');
    await once(udp, 'listening');
    const sockets: Socket[] = [];
    const tcp = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const { port } = tcp.address() as { port: number };
    for (const url of [`turn:127.0.0.1:${udp.address().port}`, `turn:127.0.0.1:${port}?transport=tcp`]) {
      const [kind, message] = await outcome(url, ANY_SECRET, { proofMs: 1_000 });
      expect([url, kind]).toEqual([url, 'no-answer']);
      expect(message).toContain('firewall');
    }
    expect((await outcome(`turns:127.0.0.1:${port}`, ANY_SECRET, { proofMs: 1_000 }))[0]).toBe('no-tls');
    for (const socket of sockets) socket.destroy();
    udp.close();
    tcp.close();
  });

  it('fails by what speaks something else', async () => {
    const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
    await once(web, 'listening');
    const { port } = web.address() as { port: number };
    expect((await outcome(`turn:127.0.0.1:${port}?transport=tcp`, ANY_SECRET))[0]).toBe('not-turn');
    expect((await outcome(`turns:127.0.0.1:${port}`, ANY_SECRET))[0]).toBe('no-tls');
    web.close();
  });

  it('is given up when nobody wants it any more', async () => {
    const udp = createSocket('udp4').bind(0, '127.0.0.1');
    await once(udp, 'listening');
    const wanted = new AbortController();
    const proof = proveTurn(`turn:127.0.0.1:${udp.address().port}`, { secret: ANY_SECRET, signal: wanted.signal });
    await once(udp, 'message');
    wanted.abort();
    expect(await proof).toMatchObject({ works: false });
    udp.close();
  });
});
