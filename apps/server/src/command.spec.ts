import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GrpcWebFetchTransport } from '@protobuf-ts/grpcweb-transport';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const ANY_PORTS = ['--port', '0', '--grpc-port', '0'];
const ESCAPE = '\u001b';

/** The command as a process of its own, and what it has printed. */
class Command {
  readonly #child: ChildProcess;
  readonly exit: Promise<number | null>;
  out = '';
  err = '';

  constructor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    this.#child = spawn(process.execPath, [new URL('main.ts', import.meta.url).pathname, ...args], {
      env: { PATH: process.env['PATH'], FORCE_COLOR: '1', XDG_STATE_HOME: state, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.out += text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.err += text));
    this.exit = once(this.#child, 'close').then(([code]) => code);
  }

  /** Waits for the lines that say where it is, and gives the URL. */
  async url(): Promise<string> {
    while (!this.out.includes('Ctrl+C')) {
      const printed = this.#child.stdout === null ? Promise.reject() : once(this.#child.stdout, 'data');
      const ended = this.exit.then((code) => Promise.reject(new Error(`It ended with ${code}:\n${this.err}`)));
      await Promise.race([printed, ended]);
    }
    return /https?:\/\/localhost:\d+/.exec(this.out)?.[0] ?? '';
  }

  end(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}

let state: string;
beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'rtc-call-command-'));
});
afterAll(() => rm(state, { recursive: true }));

const commands: Command[] = [];
const blockers: Server[] = [];
afterEach(async () => {
  for (const command of commands.splice(0)) {
    command.end('SIGKILL');
    await command.exit;
  }
  for (const blocker of blockers.splice(0)) blocker.close();
});

function run(args: readonly string[], env?: NodeJS.ProcessEnv): Command {
  const command = new Command(args, env);
  commands.push(command);
  return command;
}

async function takenPort(): Promise<number> {
  const blocker = createServer().listen(0, '127.0.0.1');
  blockers.push(blocker);
  await once(blocker, 'listening');
  return (blocker.address() as { port: number }).port;
}

describe('started', () => {
  it('says where it is, by the port it really has, and logs lines of JSON beside', async () => {
    const command = run(ANY_PORTS);
    const url = await command.url();
    expect(command.out).toMatch(/gRPC +localhost:[1-9]\d+, without TLS/);
    expect(command.out).toContain('second window');
    expect(command.out).toMatch(/Rooms +are kept in the memory of this process\./);
    expect(command.out).toContain('--https');
    expect((await fetch(`${url}/rtc-call/about`)).status).toBe(200);
    command.end('SIGINT');
    expect(await command.exit).toBe(0);
    const entries = command.err
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(entries).toContainEqual(expect.objectContaining({ level: 'info', msg: 'Stopping', signal: 'SIGINT' }));
    expect(command.out + command.err).not.toContain(ESCAPE);
  });

  it('logs for a person where asked to, without colours where there is no terminal', async () => {
    const command = run([...ANY_PORTS, '--log-format', 'pretty']);
    await command.url();
    command.end('SIGTERM');
    await command.exit;
    expect(command.err).toMatch(/INFO.*Stopping/);
    expect(command.err).not.toContain(ESCAPE);
  });

  it('tells an open stream why it ends, and ends with 0, on SIGTERM', async () => {
    const command = run(ANY_PORTS);
    const transport = new GrpcWebFetchTransport({ baseUrl: await command.url(), format: 'binary' });
    const call = new SignalingServiceClient(transport).join({
      room: 'a',
      joinId: '',
      profile: { displayName: '', microphoneOn: false, cameraOn: false },
    });
    const events = call.responses[Symbol.asyncIterator]();
    expect((await events.next()).value).toMatchObject({ event: { oneofKind: 'welcome' } });
    const end = events.next().then(null, (error: unknown) => error);
    command.end('SIGTERM');
    expect(await end).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await command.exit).toBe(0);
  });

  it('on SIGTERM first asks to resume elsewhere, where it is given the time, and hurries by a second signal', async () => {
    const command = run([...ANY_PORTS, '--drain', '60']);
    const url = await command.url();
    const transport = new GrpcWebFetchTransport({ baseUrl: url, format: 'binary' });
    const events = new SignalingServiceClient(transport)
      .join({ room: 'a', joinId: '' })
      .responses[Symbol.asyncIterator]();
    await events.next();
    command.end('SIGTERM');
    expect((await events.next()).value).toMatchObject({ event: { oneofKind: 'resumeElsewhere' } });
    const ready = await fetch(`${url}/rtc-call/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([503, { because: 'stopping' }]);
    const end = events.next().then(null, (error: unknown) => error);
    // A signal that comes at once counts as the same one.
    await delay(600);
    command.end('SIGTERM');
    expect(await end).toMatchObject({ code: 'UNAVAILABLE' });
    expect(await command.exit).toBe(0);
  });

  it('has the same secret each time', async () => {
    const file = join(state, 'rtc-call', 'secret');
    for (const round of [1, 2]) {
      const command = run(ANY_PORTS);
      await command.url();
      command.end('SIGINT');
      expect([round, await command.exit]).toEqual([round, 0]);
    }
    expect(await readFile(file)).toHaveLength(32);
  });
});

describe('refused', () => {
  it('says what is wrong with the secret, and how to mend it', async () => {
    const file = join(state, 'short');
    await writeFile(file, 'short');
    const command = run([...ANY_PORTS, '--secret-file', file]);
    expect(await command.exit).toBe(2);
    expect(command.err).toContain(
      `The secret in ${file} is too short for a secret: it has 5 bytes, and 32 are the least.`,
    );
    expect(command.err).toContain('--secret-file');
  });

  it('says which port is taken, for what, and how to mend it', async () => {
    const port = await takenPort();
    const command = run(['--port', String(port), '--grpc-port', '0']);
    expect(await command.exit).toBe(1);
    expect(command.out).toBe('');
    expect(command.err).toContain(`Port ${port} on localhost, wanted for HTTP, is taken by another process.`);
    expect(command.err).toContain('--port');
    if (process.platform === 'linux') expect(command.err).toContain(`ss -ltnp 'sport = :${port}'`);
  });

  it('names both ports where both are taken', async () => {
    const [port, grpcPort] = [await takenPort(), await takenPort()];
    const command = run(['--port', String(port), '--grpc-port', String(grpcPort)]);
    expect(await command.exit).toBe(1);
    expect(command.err).toContain('2 things to mend');
    expect(command.err).toContain(`Port ${port} on localhost, wanted for HTTP`);
    expect(command.err).toContain(`Port ${grpcPort} on localhost, wanted for gRPC`);
  });

  it('says all that is wrong at once: a value, a variable, a folder, a port', async () => {
    const port = await takenPort();
    const args = ['--room-capacity', '99', '--demo-dir', 'nowhere', '--port', '0', '--grpc-port', String(port)];
    const command = run(args, { RTC_CALL_LOG_LEVEL: 'loud' });
    expect(await command.exit).toBe(2);
    expect(command.err.trim().split('\n')).toEqual([
      'rtc-call-server cannot start. 4 things to mend:',
      '',
      expect.stringContaining('  --room-capacity "99" is too large.'),
      expect.stringContaining('  RTC_CALL_LOG_LEVEL "loud" is none of the choices.'),
      expect.stringMatching(/^ {2}--demo-dir ".*nowhere" is not there\./),
      expect.stringContaining(`  Port ${port} on localhost, wanted for gRPC, is taken`),
    ]);
    expect(command.err).not.toContain(ESCAPE);
  });

  it.each([
    ['--prot 1', ['--prot', '1']],
    ['--port without a value', ['--port']],
  ])('of a port that %s may have meant to replace says nothing', async (_, args) => {
    const command = run(args, { RTC_CALL_PORT: String(await takenPort()), RTC_CALL_GRPC_PORT: '0' });
    expect(await command.exit).toBe(2);
    expect(command.err).toContain('One thing to mend');
    expect(command.err).not.toContain('taken');
  });
});

it.each([
  ['--help', /Usage: rtc-call-server/],
  ['--version', /^\d+\.\d+\.\d+\n$/],
])('%s prints and ends', async (flag, expected) => {
  const command = run([flag]);
  expect(await command.exit).toBe(0);
  expect(command.out).toMatch(expected);
});

describe('turn-config', () => {
  const turn = ['turn-config', '--turn', 'turn:192.0.2.1', '--turn', 'turn:192.0.2.1?transport=tcp'];

  it('prints the configuration of coturn, each time with the secret that the server will have', async () => {
    const first = run(turn);
    expect([await first.exit, first.err]).toEqual([0, '']);
    const secret = (await readFile(join(state, 'rtc-call', 'turn-secret'), 'utf8')).trim();
    expect(first.out.split('\n')).toEqual(
      expect.arrayContaining([
        'listening-ip=192.0.2.1',
        'listening-port=3478',
        'no-tls',
        `static-auth-secret=${secret}`,
        'user-quota=40',
        'allowed-peer-ip=192.0.2.1',
        'denied-peer-ip=10.0.0.0-10.255.255.255',
      ]),
    );
    const again = run(turn);
    await again.exit;
    expect(again.out).toBe(first.out);
  });

  it('says what is missing, and prints nothing', async () => {
    const command = run(['turn-config', '--turn', 'turn:turn.example.org']);
    expect([await command.exit, command.out]).toEqual([2, '']);
    expect(command.err).toContain('rtc-call-server turn-config cannot print it. One thing to mend:');
    expect(command.err).toContain('--turn-address is missing.');
  });

  it('says what is wrong with the secret', async () => {
    const file = join(state, 'short-turn-secret');
    await writeFile(file, 'short');
    const command = run([...turn, '--turn-secret-file', file]);
    expect(await command.exit).toBe(2);
    expect(command.err).toContain('is too short: it has 5 characters, and 16 are the least.');
    expect(command.err).toContain('name another place with --turn-secret-file');
  });
});

it('says of a TURN server that does not work what is wrong with it, and starts', async () => {
  const port = await takenPort();
  blockers.pop()?.close();
  const command = run([...ANY_PORTS, '--turn', `turn:127.0.0.1:${port}?transport=tcp`]);
  const url = await command.url();
  expect(command.out).toMatch(
    /TURN +turn:127\.0\.0\.1:\d+\?transport=tcp cannot be used\. Nothing listens on TCP port/,
  );
  const ready = await fetch(`${url}/rtc-call/ready`);
  expect([ready.status, await ready.json()]).toMatchObject([503, { because: 'turn-unusable' }]);
  command.end('SIGINT');
  expect(await command.exit).toBe(0);
});
