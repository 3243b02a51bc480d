import { describe, expect, it } from 'vitest';
import { describeFault } from './fault.ts';
import { readFlags } from './flags.ts';
import { loadConfig } from './load-config.ts';
import { turnConfig } from './turn-config.ts';

/** What follows from options, or what is wrong with them. */
async function read(options: string, env: NodeJS.ProcessEnv = {}) {
  const flags = readFlags(['turn-config', ...options.split(' ').filter((word) => word !== '')], '/etc/rtc-call');
  const { values, faults } = await loadConfig(flags, env, '/etc/rtc-call');
  const config = turnConfig(values);
  return { task: flags.task, options: config.options, faults: [...faults, ...config.faults].map(describeFault) };
}

const NEAR = { public: '192.0.2.1', private: null };

describe('what is printed for coturn', () => {
  it('follows from the URLs, where they have addresses', async () => {
    expect(await read('--turn turn:192.0.2.1 --turn turn:192.0.2.1?transport=tcp')).toEqual({
      task: 'turn-config',
      faults: [],
      options: {
        urls: ['turn:192.0.2.1', 'turn:192.0.2.1?transport=tcp'],
        realm: '192.0.2.1',
        addresses: [NEAR],
        relayPorts: { first: 49_152, last: 65_535 },
        tls: null,
        // Five others, two URLs, each allocated for a link and its replacement on two networks.
        quotas: { perUser: 40, total: 16_384, kilobitsPerSecond: 8_000 },
        allowPeers: [],
      },
    });
  });

  it('can all be said', async () => {
    const all = [
      '--turn turns:t.example:443 --turn-address 203.0.113.7/10.0.0.7 --turn-address 2001:db8::7 --turn-realm example',
      '--turn-tls-cert cert.pem --turn-tls-key /key.pem --turn-ports 50000-50999 --turn-user-quota 7',
      '--turn-total-quota 70 --turn-bandwidth 500 --turn-allow-peer 10.0.0.0-10.0.0.9 --turn-allow-peer fd00::1 --turn-allow-peer 192.168.0.0/16',
    ];
    const { options, faults } = await read(all.join(' '));
    expect(faults).toEqual([]);
    expect(options).toEqual({
      urls: ['turns:t.example:443'],
      realm: 'example',
      addresses: [
        { public: '203.0.113.7', private: '10.0.0.7' },
        { public: '2001:db8::7', private: null },
      ],
      relayPorts: { first: 50_000, last: 50_999 },
      tls: { certFile: '/etc/rtc-call/cert.pem', keyFile: '/key.pem' },
      quotas: { perUser: 7, total: 70, kilobitsPerSecond: 500 },
      allowPeers: [
        { first: '10.0.0.0', last: '10.0.0.9' },
        { first: 'fd00::1', last: 'fd00::1' },
        { first: '192.168.0.0', last: '192.168.255.255' },
      ],
    });
  });

  it('has the options of the server, which may have these in its environment', async () => {
    const env = { RTC_CALL_TURN: 'turn:t.example', RTC_CALL_TURN_ADDRESS: '192.0.2.1', RTC_CALL_ROOM_CAPACITY: '16' };
    const { options, faults } = await read('', env);
    expect(faults).toEqual([]);
    expect(options).toMatchObject({ realm: 't.example', addresses: [NEAR], quotas: { perUser: 60 } });
    expect((await loadConfig(readFlags([], '/'), env, '/')).faults).toEqual([]);
  });
});

describe('what is wrong', () => {
  it.each([
    ['', '--turn is missing. Give the URLs that participants will be given, such as turn:turn.example.com.'],
    [
      '--turn turn:t.example',
      '--turn-address is missing. Give the address of the machine that coturn runs on, such as 203.0.113.7.',
    ],
    [
      '--turn turns:192.0.2.1',
      '--turn-tls-cert or --turn-tls-key is missing. A turns: URL needs both a certificate and its key.',
    ],
    ['--turn turn:192.0.2.1 --turn-address t.example', 'is no address. Give an address of the machine'],
    ['--turn turn:192.0.2.1 --turn-address 192.0.2.1/x', 'has "x", which is no address.'],
    ['--turn turn:192.0.2.1 --turn-address 192.0.2.1/::1', 'has addresses of two families.'],
    ['--turn turn:192.0.2.1 --turn-address 1.1.1.1/2.2.2.2/3.3.3.3', 'has more than one slash.'],
    ['--turn turn:192.0.2.1 --turn-address 0.0.0.0', 'is every address of the machine, where one is needed.'],
    ['--turn turn:192.0.2.1 --turn-ports 50000', 'is no range of ports. Give the first and the last of them'],
    ['--turn turn:192.0.2.1 --turn-ports 50000-70000', 'has a port above 65535.'],
    ['--turn turn:192.0.2.1 --turn-ports 80-50000', 'has a port below 1024.'],
    ['--turn turn:192.0.2.1 --turn-ports 50001-50000', 'begins above its end.'],
    ['--turn turn:192.0.2.1 --turn-user-quota 0', 'is too small. Give a whole number from 1 to 1000000.'],
    ['--turn turn:192.0.2.1 --turn-bandwidth 63', 'is too small. Give a whole number of kilobits a second'],
    ['--turn turn:192.0.2.1 --turn-realm a/b', 'is no name.'],
    ['--turn turn:192.0.2.1 --turn-allow-peer 10.0.0.1/8', 'has bits set behind its prefix. Give an address, a block'],
    ['--turn turn:192.0.2.1 --turn-allow-peer everybody', 'is no range of addresses.'],
    ['--turn turn:192.0.2.1 --turn-allow-peer 10.0.0.9-10.0.0.1', 'begins above its end.'],
    ['--turn turn:192.0.2.1 --turn-allow-peer 10.0.0.9-::1', 'has addresses of two families.'],
  ])('with %j is told in words', async (options, expected) => {
    const { faults } = await read(options);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(expected);
  });
});
