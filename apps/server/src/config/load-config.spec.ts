import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PUBLIC_STUN_URLS } from '@rtc-call/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeFault } from './fault.ts';
import { readFlags } from './flags.ts';
import { loadConfig } from './load-config.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rtc-call-config-'));
});
afterAll(() => rm(directory, { recursive: true }));

function load(argv: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  return loadConfig(readFlags(argv, directory), env, directory);
}

async function complaints(argv: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<readonly string[]> {
  return (await load(argv, env)).faults.map(describeFault);
}

function file(name: string, content: unknown): Promise<void> {
  return writeFile(join(directory, name), typeof content === 'string' ? content : JSON.stringify(content));
}

describe('what holds', () => {
  it('is on loopback, without TLS, for six, where nobody says otherwise', async () => {
    const { config, faults } = await load();
    expect(faults).toEqual([]);
    expect(config).toMatchObject({
      server: {
        http: { host: 'localhost', port: 8080 },
        grpc: { host: 'localhost', port: 50051 },
        tls: null,
        allowedOrigins: [],
        roomCapacity: 6,
        ice: { stun: [], turn: null, relayOnly: false },
        redis: [],
        drainMs: 0,
      },
      logLevel: 'info',
      logFormat: 'auto',
    });
  });

  it('is the file over the defaults, the environment over the file, the flags over all', async () => {
    await file('layers.json', { port: 1001, grpcPort: 1002, roomCapacity: 3, logLevel: 'warn' });
    const { config, faults } = await load(['--config=layers.json', '--port', '3001'], {
      RTC_CALL_PORT: '2001',
      RTC_CALL_GRPC_PORT: '2002',
      RTC_CALL_ROOM_CAPACITY: '',
    });
    expect(faults).toEqual([]);
    expect(config.server.http.port).toBe(3001);
    expect(config.server.grpc.port).toBe(2002);
    expect(config.server.roomCapacity).toBe(3);
    expect(config.logLevel).toBe('warn');
  });

  it('listens everywhere with HTTPS, but keeps gRPC, which has no TLS, on loopback', async () => {
    const { config } = await load(['--https']);
    expect(config.server).toMatchObject({
      http: { host: '::' },
      grpc: { host: 'localhost' },
      tls: { kind: 'self-signed' },
    });
  });

  it('has both doors where --host says', async () => {
    const { config } = await load(['--https', '--host', '192.168.1.5']);
    expect(config.server).toMatchObject({ http: { host: '192.168.1.5' }, grpc: { host: '192.168.1.5' } });
  });

  it('can take back by a flag what the environment turned on', async () => {
    const env = { RTC_CALL_HTTPS: 'yes' };
    expect((await load([], env)).config.server.tls).toEqual({ kind: 'self-signed' });
    expect((await load(['--no-https'], env)).config.server.tls).toBeNull();
  });

  it.each([
    ['flags', ['--allow-origin', 'https://a.example', '--allow-origin=http://b.example:81'], {}],
    ['a variable', [], { RTC_CALL_ALLOW_ORIGIN: 'https://a.example, http://b.example:81' }],
    ['a file', ['--config', 'origins.json'], {}],
  ])('takes a list from %s', async (_, argv, env) => {
    await file('origins.json', { allowOrigin: ['https://a.example', 'http://b.example:81'] });
    const { config, faults } = await load(argv, env);
    expect(faults).toEqual([]);
    expect(config.server.allowedOrigins).toEqual(['https://a.example', 'http://b.example:81']);
  });

  it.each([
    ['flags', ['--redis', 'redis://a', '--redis', 'rediss://b:7000'], {}],
    ['one flag', ['--redis', 'redis://a,rediss://b:7000'], {}],
    ['a variable', [], { RTC_CALL_REDIS: 'redis://a, rediss://b:7000' }],
  ])('takes nodes of Redis from %s, and then has time for a drain', async (_, argv, env) => {
    const { config, faults } = await load(argv, env);
    expect(faults).toEqual([]);
    expect(config.server).toMatchObject({ redis: ['redis://a', 'rediss://b:7000'], drainMs: 5_000 });
  });

  it.each([
    [['--drain', '30'], 30_000],
    [['--drain', '0', '--redis', 'redis://a'], 0],
  ])('drains with %j for %i ms', async (argv, drainMs) => {
    expect((await load(argv)).config.server.drainMs).toBe(drainMs);
  });

  it('keeps a secret of its own, on which servers agree, or has the one that is named', async () => {
    const state = { XDG_STATE_HOME: '/state' };
    expect((await load([], state)).config.server.secret).toEqual({ file: '/state/rtc-call/secret', agree: true });
    const named = { file: join(directory, 'mine'), agree: false };
    expect((await load(['--secret-file', 'mine'], state)).config.server.secret).toEqual(named);
    expect((await load([], { ...state, RTC_CALL_SECRET_FILE: 'mine' })).config.server.secret).toEqual(named);
  });

  it('looks for a path beside the file that names it', async () => {
    await mkdir(join(directory, 'pages'));
    await file('paths.json', { demoDir: 'pages' });
    const { config, faults } = await load([], { RTC_CALL_CONFIG: 'paths.json' });
    expect(faults).toEqual([]);
    expect(config.server.demoDirectory).toBe(join(directory, 'pages'));
  });

  it.each([
    ['flags', ['--turn', 'turn:t.example', '--turn', 'turns:t.example:443', '--turn-ttl', '60', '--relay-only'], {}],
    [
      'variables',
      [],
      { RTC_CALL_TURN: 'turn:t.example,turns:t.example:443', RTC_CALL_TURN_TTL: '60', RTC_CALL_RELAY_ONLY: 'yes' },
    ],
    ['a file', ['--config', 'turn.json'], {}],
  ])('takes TURN servers from %s, and keeps a secret for them', async (_, argv, env) => {
    await file('turn.json', { turn: ['turn:t.example', 'turns:t.example:443'], turnTtl: 60, relayOnly: true });
    const { config, faults } = await load(argv, { ...env, XDG_STATE_HOME: '/state' });
    expect(faults).toEqual([]);
    expect(config.server.ice).toEqual({
      stun: [],
      turn: {
        urls: ['turn:t.example', 'turns:t.example:443'],
        secret: { file: '/state/rtc-call/turn-secret' },
        ttlSeconds: 60,
        proof: true,
      },
      relayOnly: true,
    });
  });

  it('takes the secret of the TURN servers from a variable, or a file that is named', async () => {
    const turn = ['--turn', 'turn:t.example'];
    const secretOf = async (argv: readonly string[], env: NodeJS.ProcessEnv = {}) => {
      const { config, faults } = await load([...turn, ...argv], env);
      expect(faults).toEqual([]);
      return config.server.ice.turn;
    };
    const text = 'a-secret-of-coturn';
    expect(await secretOf([], { RTC_CALL_TURN_SECRET: text })).toMatchObject({ secret: { text }, ttlSeconds: 600 });
    const named = { secret: { file: join(directory, 'mine') } };
    expect(await secretOf(['--turn-secret-file', 'mine'])).toMatchObject(named);
    expect(await secretOf([], { RTC_CALL_TURN_SECRET_FILE: 'mine' })).toMatchObject(named);
  });

  it.each<[string, readonly string[], NodeJS.ProcessEnv]>([
    ['a flag', ['--turn-proof', 'off'], {}],
    ['a variable', [], { RTC_CALL_TURN_PROOF: 'off' }],
    ['a file', ['--config', 'unproved.json'], {}],
  ])('leaves TURN servers unproved where %s says so', async (_, argv, env) => {
    await file('unproved.json', { turnProof: false });
    const { config, faults } = await load(['--turn', 'turn:t.example', ...argv], env);
    expect(faults).toEqual([]);
    expect(config.server.ice.turn?.proof).toBe(false);
  });

  it('asks public STUN servers only where that was chosen', async () => {
    expect((await load([])).config.server.ice.stun).toEqual([]);
    const { stun } = (await load(['--public-stun', '--stun', 'stun:s.example'])).config.server.ice;
    expect(stun).toEqual(['stun:s.example', ...PUBLIC_STUN_URLS]);
    expect(PUBLIC_STUN_URLS.length).toBeGreaterThan(0);
  });

  it.each(['stun:stun.example.com', 'stun:192.0.2.1:3478', 'stun:[2001:db8::1]:3478'])('admits %s', async (url) => {
    expect((await load(['--stun', url])).config.server.ice.stun).toEqual([url]);
  });
});

describe('what is wrong', () => {
  it.each([
    [['--prot', '9090'], '--prot is no option. Did you mean --port?'],
    [['--banana'], '--banana is no option. See --help for all options.'],
    [['9090'], 'The argument "9090" belongs to no option. See --help for all options.'],
    [['--port'], '--port has no value. Write --port PORT.'],
    [['--port', '--https'], '--port has no value. Write --port PORT.'],
    [['--port', '80a'], '--port "80a" is no whole number. Give a whole number from 0 to 65535; 0 takes any free port.'],
    [['--port', '65536'], '--port "65536" is too large. Give a whole number from 0 to 65535; 0 takes any free port.'],
    [['--port=-1'], '--port "-1" is too small. Give a whole number from 0 to 65535; 0 takes any free port.'],
    [['--port', '7', '--grpc-port', '7'], '--port and --grpc-port "7" are the same. HTTP and gRPC need a port each.'],
    [['--room-capacity', '1'], '--room-capacity "1" is too small. Give a whole number from 2 to 16.'],
    [['--room-capacity', '17'], '--room-capacity "17" is too large. Give a whole number from 2 to 16.'],
    [
      ['--https=perhaps'],
      '--https "perhaps" is neither on nor off. Give true or false; the flag --https needs no value.',
    ],
    [
      ['--log-level', 'loud'],
      '--log-level "loud" is none of the choices. Choose one of trace, debug, info, warn, error, fatal, silent.',
    ],
    [
      ['--host', 'http://x'],
      '--host "http://x" is neither a host name nor an address. Give a name or an address of this machine, such as localhost, 0.0.0.0 or ::, without scheme and port.',
    ],
    [
      ['--allow-origin', 'example.com'],
      '--allow-origin "example.com" has no scheme. Did you mean https://example.com?',
    ],
    [
      ['--allow-origin', 'https://example.com/'],
      '--allow-origin "https://example.com/" is not how a browser writes this origin. Write https://example.com.',
    ],
    [
      ['--allow-origin', 'https://example.com/a'],
      '--allow-origin "https://example.com/a" is not how a browser writes this origin. Write https://example.com.',
    ],
    [
      ['--allow-origin', 'https://example.com:443'],
      '--allow-origin "https://example.com:443" is not how a browser writes this origin. Write https://example.com.',
    ],
    [
      ['--allow-origin', 'ftp://example.com'],
      '--allow-origin "ftp://example.com" is neither http nor https. Give an exact origin, such as https://example.com or http://localhost:3000.',
    ],
    [
      ['--allow-origin', 'null'],
      '--allow-origin "null" is what a page without an origin sends, a local file for instance. Serve the page over HTTP.',
    ],
    [['--stun', 'turn:t.example'], '--stun "turn:t.example" is a TURN server. Give it by --turn turn:t.example.'],
    [
      ['--stun', 'stun://s.example'],
      '--stun "stun://s.example" has slashes, which STUN URLs have not. Write stun:s.example.',
    ],
    [['--stun', 's.example:3478'], '--stun "s.example:3478" has no scheme. Write stun:s.example:3478.'],
    [
      ['--stun', 'stun:s.example:99999'],
      '--stun "stun:s.example:99999" has a port above 65535. Give a STUN URL, such as stun:stun.example.com:3478.',
    ],
    [['--turn', 'stun:s.example'], '--turn "stun:s.example" is a STUN server. Give it by --stun stun:s.example.'],
    [
      ['--turn', 'turns://t.example:443'],
      '--turn "turns://t.example:443" has slashes, which TURN URLs have not. Write turns:t.example:443.',
    ],
    [['--turn', 't.example'], '--turn "t.example" has no scheme. Write turn:t.example.'],
    [['--turn', 't.example:3478?transport=tcp'], 'has no scheme. Write turn:t.example:3478?transport=tcp.'],
    [['--turn', 'turn:ann@t.example'], 'names a user, which TURN URLs do not. Leave it out'],
    [['--turn', 'turns:t.example?transport=udp'], 'is TURN over DTLS, which browsers do not use.'],
    [
      ['--turn', 'turn:t.example?transport=sctp'],
      'has "?transport=sctp". There can be ?transport=udp or ?transport=tcp.',
    ],
    [['--turn', 'turn:t.example:99999?transport=tcp'], 'has a port above 65535.'],
    [['--turn', 'turn:'], '--turn "turn:" is no TURN URL. Give a TURN URL, such as turn:turn.example.com:3478'],
    [
      ['--turn', 'turn:t.example', '--turn-ttl', '5'],
      '--turn-ttl "5" is too small. Give a whole number of seconds from 10 to 86400.',
    ],
    [
      ['--turn', 'turn:t.example', '--turn-proof', 'later'],
      '--turn-proof "later" is neither on nor off. Give on or off.',
    ],
    [['--relay-only'], '--relay-only is given without --turn. Nobody could connect: give --turn too.'],
    [
      ['--turn-secret', 'a-secret-of-coturn'],
      '--turn-secret would show a secret to every user of this machine. Set RTC_CALL_TURN_SECRET, or give --turn-secret-file.',
    ],
    [
      ['--turn-address', '192.0.2.1'],
      '--turn-address is for turn-config, not for the server. Write rtc-call-server turn-config --turn-address …, or leave it out.',
    ],
    [
      Array.from({ length: 9 }, (_, port) => ['--turn', `turn:t.example:${port + 1}`]).flat(),
      '--turn is given 9 times. Give 8 at most: each costs every participant time.',
    ],
    [['--port', '1', 'turn-config'], 'The argument "turn-config" belongs to no option. Write it first.'],
    [['turnconfig'], 'The argument "turnconfig" belongs to no option. Did you mean turn-config?'],
    [['relay-only'], 'The argument "relay-only" belongs to no option. Did you mean --relay-only?'],
    [['--stun', 'stun:[::1'], '--stun "stun:[::1" is no STUN URL.'],
    [
      ['--redis', 'http://user:pass@redis.example'],
      '--redis "http://redis.example" is no URL of a Redis. Give redis://host:6379, or with TLS rediss://host:6379.',
    ],
    [['--redis', 'redis://a,b'], '--redis "redis://a,b" is no URL of a Redis.'],
    [['--redis', 'user:p@ss@host'], '--redis "…" is no URL of a Redis.'],
    [['--drain', '301'], '--drain "301" is too large. Give a whole number of seconds from 0 to 300.'],
    [['--config', 'none.json'], 'The configuration file "none.json" is not there. Give the path of a JSON file.'],
    [
      ['--tls-key', 'k.pem'],
      'is given without --tls-cert. Give --tls-cert too, or --https for a certificate made at start.',
    ],
  ])('%j is told in words', async (argv, expected) => {
    const found = await complaints(argv);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(expected);
  });

  it('does not show a secret that is wrong, nor takes two', async () => {
    expect(await complaints([], { RTC_CALL_TURN_SECRET: 'so short' })).toEqual([
      'RTC_CALL_TURN_SECRET "…" is too short: it has 8 characters, and 16 are the least. Give the same as coturn has as static-auth-secret.',
    ]);
    const env = { RTC_CALL_TURN_SECRET: 'a-secret-of-coturn' };
    expect(await complaints(['--turn-secret-file', 'mine'], env)).toEqual([
      'The secret of the TURN servers is given both by RTC_CALL_TURN_SECRET and by --turn-secret-file. Give one of them.',
    ]);
  });

  it('says why a wildcard is refused, whatever it stands for', async () => {
    for (const value of ['*', 'https://*.example.com']) {
      const [complaint] = await complaints(['--allow-origin', value]);
      expect(complaint).toContain('would let pages in that nobody named');
    }
  });

  it('names the variable, where a variable is wrong or nearly one of ours', async () => {
    const env = { RTC_CALL_PORT: 'x', RTC_CALL_PROT: '1', RTC_CALL_SOMETHING_ELSE: '1' };
    expect(await complaints([], env)).toEqual([
      'RTC_CALL_PROT "1" is no variable of this server. Did you mean RTC_CALL_PORT?',
      'RTC_CALL_PORT "x" is no whole number. Give a whole number from 0 to 65535; 0 takes any free port.',
    ]);
  });

  it('names the file and the key', async () => {
    await file('bad.json', { prot: 1, port: true, allowOrigin: [7] });
    expect(await complaints(['--config', 'bad.json'])).toEqual([
      '"prot" in bad.json is no option. Did you mean "port"?',
      '"port" in bad.json "true" is no whole number. Give a whole number from 0 to 65535; 0 takes any free port.',
      '"allowOrigin" in bad.json "7" is no text. Give an exact origin, such as https://example.com or http://localhost:3000.',
    ]);
  });

  it.each([
    ['not-json.json', '{ port: 1 }', 'is not JSON'],
    ['array.json', '[]', 'holds no object'],
  ])('says that %s cannot be used', async (name, content, expected) => {
    await file(name, content);
    expect(await complaints(['--config', name])).toEqual([expect.stringContaining(expected)]);
  });

  it.each<[string, readonly string[], NodeJS.ProcessEnv, boolean]>([
    ['a misspelt flag', ['--prot', '1'], {}, false],
    ['a flag without its value', ['--port'], {}, false],
    ['a misspelt variable', [], { RTC_CALL_PROT: '1' }, false],
    ['a file that is not JSON', ['--config', 'broken.json'], {}, false],
    ['a value that is wrong', ['--port', 'x'], {}, true],
  ])('by %s may leave the rest in doubt', async (_, argv, env, wholly) => {
    await file('broken.json', '{ "port": 1');
    expect(await load(argv, env)).toMatchObject({ faults: [{}], wholly });
  });

  it('says which of the folders that were named is none', async () => {
    await file('plain.txt', 'no folder');
    expect(await complaints(['--demo-dir', 'plain.txt', '--bundle-dir', 'none'])).toEqual([
      expect.stringMatching(/^--demo-dir ".*plain\.txt" is no folder\. /),
      expect.stringMatching(/^--bundle-dir ".*none" is not there\. /),
    ]);
  });

  it('says which of the two TLS files is no good', async () => {
    await file('cert.pem', 'nothing');
    expect(await complaints(['--tls-cert', 'cert.pem', '--tls-key', 'key.pem'])).toEqual([
      expect.stringMatching(/^--tls-cert ".*cert\.pem" holds no PEM certificate\. /),
      expect.stringMatching(/^--tls-key ".*key\.pem" is not there\. /),
    ]);
  });

  it('says everything at once', async () => {
    const found = await complaints(
      ['--prot', '1', '--room-capacity', '99', '--allow-origin', '*', '--allow-origin', 'x', '--log-format', 'xml'],
      { RTC_CALL_GRPC_PORT: '-5' },
    );
    expect(found).toHaveLength(6);
  });

  it('of two values for one option checks only the one that counts', async () => {
    expect(await complaints(['--port', '1', '--port', '2'], { RTC_CALL_PORT: 'x' })).toEqual([]);
  });
});
