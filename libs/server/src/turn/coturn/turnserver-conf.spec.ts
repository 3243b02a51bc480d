import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TurnTransport } from '../ice-url.ts';
import { proveTurn } from '../proof/prove-turn.ts';
import { type CertificateFiles, certificateFiles } from '../testing/certificate-files.ts';
import { CoturnUnderTest } from '../testing/coturn-under-test.ts';
import { describeWithCoturn } from '../testing/describe-with-coturn.ts';
import { turnserverConf, type TurnserverConfOptions } from './turnserver-conf.ts';

const OPTIONS: TurnserverConfOptions = {
  urls: ['turn:t.example'],
  secret: 'a-secret-in-common',
  realm: 't.example',
  addresses: [{ public: '192.0.2.7', private: null }],
  relayPorts: { first: 50_000, last: 50_999 },
  tls: null,
  quotas: { perUser: 10, total: 100, kilobitsPerSecond: 8_000 },
  allowPeers: [],
};

/** The lines that say something, without those of what is denied. */
function linesOf(change: Partial<TurnserverConfOptions> = {}): readonly string[] {
  const lines = turnserverConf({ ...OPTIONS, ...change }).split('\n');
  return lines.filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('denied-peer-ip='));
}

describe('turnserver.conf', () => {
  it('says all this', () => {
    expect(linesOf()).toEqual([
      'listening-ip=192.0.2.7',
      'listening-port=3478',
      'no-tcp',
      'no-tls',
      'relay-ip=192.0.2.7',
      'min-port=50000',
      'max-port=50999',
      'use-auth-secret',
      'static-auth-secret=a-secret-in-common',
      'realm=t.example',
      'stale-nonce=600',
      'user-quota=10',
      'total-quota=100',
      'max-bps=1000000',
      'allowed-peer-ip=192.0.2.7',
      'no-cli',
      'no-tcp-relay',
      'no-multicast-peers',
      'no-rfc5780',
      'no-stun-backward-compatibility',
      'response-origin-only-with-rfc5780',
      'no-software-attribute',
      'no-dtls',
      'no-tlsv1',
      'no-tlsv1_1',
      'fingerprint',
      'log-file=stdout',
      'simple-log',
    ]);
  });

  it('opens the ports that the URLs name, and no others', () => {
    const urls = ['turn:t.example:3479', 'turn:t.example:80?transport=tcp', 'turns:t.example:443', 'turns:t.example'];
    const addresses = [
      { public: '192.0.2.7', private: null },
      { public: '2001:db8::7', private: null },
    ];
    const tls = { certFile: '/certs/cert.pem', keyFile: '/certs/key.pem' };
    const lines = linesOf({ urls, addresses, tls });
    expect(lines.filter((line) => /port=|aux|no-t|cert|pkey|listening-ip|relay-ip/.test(line))).toEqual([
      'listening-ip=192.0.2.7',
      'listening-ip=2001:db8::7',
      'listening-port=3479',
      'tls-listening-port=443',
      'aux-server=192.0.2.7:80',
      'aux-server=[2001:db8::7]:80',
      'aux-server=192.0.2.7:5349',
      'aux-server=[2001:db8::7]:5349',
      'relay-ip=192.0.2.7',
      'relay-ip=2001:db8::7',
      'min-port=50000',
      'max-port=50999',
      'cert=/certs/cert.pem',
      'pkey=/certs/key.pem',
      'no-tcp-relay',
      'no-tlsv1',
      'no-tlsv1_1',
    ]);
  });

  it.each([
    ['turn:t.example', ['listening-port=3478', 'no-tcp', 'no-tls']],
    ['turn:t.example:80?transport=tcp', ['listening-port=80', 'no-udp', 'no-tls']],
    ['turns:t.example:443', ['tls-listening-port=443', 'no-udp', 'no-tcp']],
  ])('opens for %s alone nothing else', (url, expected) => {
    const tls = { certFile: '/certs/cert.pem', keyFile: '/certs/key.pem' };
    const lines = linesOf({ urls: [url], tls });
    expect(lines.filter((line) => /^(tls-)?listening-port=|^no-(udp|tcp|tls)$|^aux/.test(line))).toEqual(expected);
  });

  it('tells coturn of the NAT that is before it, and lets it relay to both of its addresses', () => {
    const lines = linesOf({ addresses: [{ public: '203.0.113.7', private: '10.0.0.7' }] });
    expect(lines).toEqual(
      expect.arrayContaining([
        'listening-ip=10.0.0.7',
        'relay-ip=10.0.0.7',
        'external-ip=203.0.113.7/10.0.0.7',
        'allowed-peer-ip=203.0.113.7',
        'allowed-peer-ip=10.0.0.7',
      ]),
    );
  });

  it('allocates IPv6 for who asks for no family in particular only where there is nothing else', () => {
    const [ipv4, ipv6] = ['192.0.2.7', '2001:db8::7'].map((address) => ({ public: address, private: null }));
    if (ipv4 === undefined || ipv6 === undefined) throw new Error('There are two');
    expect(linesOf({ addresses: [ipv6] })).toContain('allocation-default-address-family=keep');
    expect(linesOf({ addresses: [ipv4, ipv6] })).not.toContain('allocation-default-address-family=keep');
  });

  it('has exceptions where they were asked for', () => {
    expect(linesOf({ allowPeers: [{ first: '10.0.0.0', last: '10.0.0.255' }] })).toContain(
      'allowed-peer-ip=10.0.0.0-10.0.0.255',
    );
  });

  it('lets coturn relay to itself on loopback only where it is there', () => {
    expect(linesOf()).not.toContain('allow-loopback-peers');
    expect(linesOf({ addresses: [{ public: '127.0.0.1', private: null }] })).toContain('allow-loopback-peers');
  });
});

describeWithCoturn('a coturn', (program) => {
  let folder: string;
  let tls: CertificateFiles;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rtc-call-listening-'));
    tls = await certificateFiles(folder, 'localhost');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each<{ transports: readonly TurnTransport[] }>([
    { transports: ['udp'] },
    { transports: ['tcp'] },
    { transports: ['tls'] },
    { transports: ['udp', 'tls'] },
    { transports: ['tcp', 'tls'] },
    { transports: ['udp', 'tcp'] },
  ])('that is for $transports listens for nothing else', async ({ transports }) => {
    await using coturn = await CoturnUnderTest.start(program, { tls, transports });
    const { port, tlsPort, options } = coturn;
    /** The transport that answers at a URL. */
    const doors: readonly (readonly [TurnTransport | null, string])[] = [
      ['udp', `turn:127.0.0.1:${port}`],
      ['tcp', `turn:127.0.0.1:${port}?transport=tcp`],
      ['tls', `turns:localhost:${tlsPort}`],
      [null, `turn:127.0.0.1:${tlsPort}`],
      // Where it listens if it is told no port. Another coturn may be there, with another secret.
      [null, 'turn:127.0.0.1:3478'],
      [null, 'turn:127.0.0.1:3478?transport=tcp'],
    ];
    for (const [transport, url] of doors) {
      const signal = new AbortController().signal;
      const proof = await proveTurn(url, { secret: options.secret, signal, ca: tls.pem });
      const expected = transport !== null && transports.includes(transport);
      expect([url, proof]).toMatchObject([url, { works: expected }]);
    }
  });

  it('with IPv6 only allocates IPv6 for who asks for no family in particular', async () => {
    await using coturn = await CoturnUnderTest.start(program, { addresses: [{ public: '::1', private: null }] });
    const url = `turn:[::1]:${coturn.port}`;
    const client = await coturn.client('ann', url);
    expect(await client.allocate()).toMatchObject({ address: '::1' });
    const { secret } = coturn.options;
    expect(await proveTurn(url, { secret, signal: new AbortController().signal })).toMatchObject({ works: true });
  });

  it('listens on each port that a URL names, with every transport', async () => {
    await using coturn = await CoturnUnderTest.start(program, { morePorts: 1 });
    const { secret } = coturn.options;
    expect(coturn.urls).toHaveLength(3);
    for (const url of coturn.urls) {
      expect(await proveTurn(url, { secret, signal: new AbortController().signal })).toMatchObject({ works: true });
    }
  });
});
