import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TurnClient } from '../client/turn-client.ts';
import { answerOf, CoturnUnderTest } from '../testing/coturn-under-test.ts';
import { describeWithCoturn } from '../testing/describe-with-coturn.ts';
import { BELOW_GLOBAL_UNICAST, SPECIAL_IPV4, SPECIAL_IPV6 } from './special-purpose-ranges.ts';

/** Every entry of IANA's registry of IPv6, its first address and its last, and more that no participant is at. */
const SPECIAL_IPV6_ADDRESSES = [
  ...['::', '::1', '::2'],
  ...['64:ff9b::', '64:ff9b::ffff:ffff', '64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff'],
  ...['100::', '100::ffff:ffff:ffff:ffff', '100:0:0:1::', '100:0:0:1:ffff:ffff:ffff:ffff'],
  ...['2001::', '2001:0:ffff:ffff:ffff:ffff:ffff:ffff', '2001:1::1', '2001:1::2', '2001:1::3', '2001:2::'],
  ...['2001:3::', '2001:4:112::', '2001:10::', '2001:20::', '2001:3f:ffff::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ...['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', '2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ...['2620:4f:8000::', '2620:4f:8000:ffff:ffff:ffff:ffff:ffff', '3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ...['5f00::', '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'fc00::', 'fd00::2', 'fe80::1', 'fe80::fc:ff:fe00:1'],
  ...['fec0::1', 'ff02::1', 'ff0e::1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '1fff::', '4000::', 'bfff::'],
];

/** IPv4 addresses that whoever attacks would like to reach. */
const TARGETS = ['0.0.0.0', '10.1.2.3', '127.0.0.1', '169.254.169.254', '172.16.0.1', '192.168.1.1', '255.255.255.255'];

/** The ways to hide one in an IPv6 address. */
const DISGUISES: Readonly<Record<string, (ipv4: string) => string>> = {
  'IPv4-mapped, ::ffff:0:0/96': (ipv4) => `::ffff:${ipv4}`,
  'IPv4-compatible, ::/96': (ipv4) => `::${ipv4}`,
  'IPv4-translated, ::ffff:0:0:0/96': (ipv4) => `::ffff:0:${ipv4}`,
  'NAT64, 64:ff9b::/96': (ipv4) => `64:ff9b::${ipv4}`,
  'NAT64 of a site, 64:ff9b:1::/48': (ipv4) => `64:ff9b:1::${ipv4}`,
  '6to4, 2002::/16': (ipv4) => `2002:${hexGroups(ipv4)}::1`,
  // Teredo has the client's address inverted, and the server's as it is (RFC 4380, section 4).
  'Teredo client, 2001::/32': (ipv4) => `2001:0:5db8:d822:0:0:${hexGroups(ipv4, 255)}`,
  'Teredo server, 2001::/32': (ipv4) => `2001:0:${hexGroups(ipv4)}::1`,
  'ISATAP, fe80::/10': (ipv4) => `fe80::5efe:${ipv4}`,
};

const PUBLIC_IPV4 = ['1.0.0.0', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255'].concat(
  ...['128.0.0.0', '169.253.255.255', '172.15.255.255', '172.32.0.0', '192.0.1.0', '192.167.255.255', '192.169.0.0'],
  ...['198.17.255.255', '198.20.0.0', '203.0.112.255', '203.0.114.0', '223.255.255.255'],
);
const PUBLIC_IPV6 = [
  '2000::1',
  '2001:200::1',
  '2001:db7:ffff::1',
  '2001:db9::1',
  '2001:4860:4860::8888',
  '2003::1',
].concat(...['2620:4f:7fff::1', '2620:4f:8001::1', '2a00::1', '3ffe::1', '3fff:1000::1']);

/** The address that it listens on is an exception. */
const isNotOwn = (address: string) => address !== '::1';

function hexGroups(ipv4: string, mask = 0): string {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map((part) => Number(part) ^ mask);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

describeWithCoturn('a coturn with the configuration that is printed', (program) => {
  let coturn: CoturnUnderTest;
  const clients: Partial<Record<'ipv4' | 'ipv6', TurnClient>> = {};
  beforeAll(async () => {
    coturn = await CoturnUnderTest.start(program);
    for (const family of ['ipv4', 'ipv6'] as const) {
      clients[family] = await coturn.client('ann', coturn.urls[1]);
      await clients[family].allocate(family);
    }
  });
  afterAll(() => coturn?.[Symbol.asyncDispose]());

  let channel = 0x4000;
  /** By a permission, and by a channel. Neither sends anything to the address. */
  async function answers(family: 'ipv4' | 'ipv6', address: string): Promise<readonly string[]> {
    const client = clients[family];
    if (client === undefined) throw new Error('There is no client');
    const peer = { address, port: 4_000 };
    channel += 1;
    return [await answerOf(client.createPermission(peer)), await answerOf(client.channelBind(channel, peer))];
  }
  const DENIED = ['peer-denied', 'peer-denied'];
  const GRANTED = ['granted', 'granted'];

  const ends = SPECIAL_IPV4.flatMap(({ first, last, is }) => [[first, is] as const, [last, is] as const]);
  it.each(ends)('does not relay to %s, %s', async (address) => {
    expect(await answers('ipv4', address)).toEqual(DENIED);
  });

  it.each(
    [...SPECIAL_IPV6, ...BELOW_GLOBAL_UNICAST.ranges].flatMap(({ first, last }) => [first, last]).filter(isNotOwn),
  )('does not relay to %s', async (address) => {
    expect(await answers('ipv6', address)).toEqual(DENIED);
  });

  it.each(SPECIAL_IPV6_ADDRESSES.filter(isNotOwn))('does not relay to %s', async (address) => {
    expect(await answers('ipv6', address)).toEqual(DENIED);
  });

  describe.each(Object.entries(DISGUISES))('%s', (_, disguise) => {
    it.each(TARGETS)('does not hide %s from it', async (target) => {
      expect(await answers('ipv6', disguise(target))).toEqual(DENIED);
    });
  });

  it.each(PUBLIC_IPV4)('relays to %s', async (address) => {
    expect(await answers('ipv4', address)).toEqual(GRANTED);
  });

  it.each(PUBLIC_IPV6)('relays to %s', async (address) => {
    expect(await answers('ipv6', address)).toEqual(GRANTED);
  });

  it.each([
    ['ipv4', '127.0.0.1', '127.0.0.2'],
    ['ipv6', '::1', '::2'],
  ] as const)('relays by %s to its own address, and not to the one beside it', async (family, own, other) => {
    expect(await answers(family, own)).toEqual(GRANTED);
    expect(await answers(family, other)).toEqual(DENIED);
  });
});

describeWithCoturn('two participants who both need a relay', (program) => {
  it.each(['ipv4', 'ipv6'] as const)('reach each other by %s through one coturn', async (family) => {
    await using coturn = await CoturnUnderTest.start(program);
    const [ann, bob] = [await coturn.client('ann'), await coturn.client('bob')];
    const [atAnn, atBob] = [await ann.allocate(family), await bob.allocate(family)];
    await ann.createPermission(atBob);
    await bob.createPermission(atAnn);
    const heard = new Promise((resolve) => {
      bob.onData = (peer, data) => resolve([peer, data.toString()]);
    });
    ann.send(atBob, Buffer.from('hello'));
    expect(await heard).toEqual([atAnn, 'hello']);
  });
});

describeWithCoturn('an exception', (program) => {
  it('lets coturn relay to what it names, and to nothing else', async () => {
    await using coturn = await CoturnUnderTest.start(program, {
      allowPeers: [
        { first: '10.1.2.0', last: '10.1.2.255' },
        { first: '192.168.7.7', last: '192.168.7.7' },
        { first: 'fd00::', last: 'fd00::ff' },
      ],
    });
    const ipv4 = await coturn.client();
    await ipv4.allocate('ipv4');
    const ipv6 = await coturn.client();
    await ipv6.allocate('ipv6');
    const ask = (client: TurnClient, address: string) => answerOf(client.createPermission({ address, port: 4_000 }));
    for (const address of ['10.1.2.0', '10.1.2.255', '192.168.7.7']) expect(await ask(ipv4, address)).toBe('granted');
    for (const address of ['10.1.1.255', '10.1.3.0', '192.168.7.8'])
      expect(await ask(ipv4, address)).toBe('peer-denied');
    for (const address of ['fd00::', 'fd00::ff']) expect(await ask(ipv6, address)).toBe('granted');
    for (const address of ['fd00::100', '::ffff:10.1.2.3']) expect(await ask(ipv6, address)).toBe('peer-denied');
  });
});
