import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createClient } from '@redis/client';
import { freePorts } from './free-ports.ts';

export interface RedisProcessOptions {
  /** The program. */
  readonly program: string;
  /** Whether it is a node of a cluster. Default: no. */
  readonly cluster?: boolean;
  /** Whether it writes down each command before it answers, and knows them again after it was killed. Default: no. */
  readonly appendOnly?: boolean;
}

/** Runs a program until it ends or our end of the standard input is gone, as it is when a test's process was killed. */
const WITH_ITS_PARENT = '"$@" & echo "pid $!"; cat >&2; kill -KILL $! 2>&-; wait';

/** A Redis of a test's own: on a free port of 127.0.0.1, with a folder of its own. It dies with the test's process. */
export class RedisProcess {
  readonly port: number;
  /** Where the nodes of a cluster talk to each other. */
  readonly busPort: number;
  readonly #options: RedisProcessOptions;
  readonly #folder: string;
  #running: { readonly shell: ChildProcess; readonly pid: number } | null = null;

  private constructor(options: RedisProcessOptions, [port = 0, busPort = 0]: readonly number[], folder: string) {
    this.#options = options;
    this.port = port;
    this.busPort = busPort;
    this.#folder = folder;
  }

  static async start(options: RedisProcessOptions): Promise<RedisProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'rtc-call-redis-'));
    const redis = new RedisProcess(options, await freePorts(2), folder);
    await redis.restart();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it again on the same port, with the data that it finds, and waits until it accepts connections. */
  async restart(): Promise<void> {
    const { program, cluster = false, appendOnly = false } = this.#options;
    const settings = {
      port: String(this.port),
      bind: '127.0.0.1',
      dir: this.#folder,
      save: '',
      ...(appendOnly && { appendonly: 'yes', appendfsync: 'always' }),
      ...(cluster && {
        'cluster-enabled': 'yes',
        'cluster-port': String(this.busPort),
        'cluster-node-timeout': '2000',
      }),
    };
    const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    const shell = spawn('/bin/sh', ['-c', WITH_ITS_PARENT, 'sh', program, ...args], {
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const said: string[] = [];
    let pid = 0;
    for await (const line of createInterface({ input: shell.stdout })) {
      said.push(line);
      pid ||= Number(/^pid (\d+)$/.exec(line)?.[1] ?? 0);
      if (line.includes('Ready to accept connections')) {
        // Closing the lines has paused what they are read from; a full pipe would stop Redis.
        shell.stdout.resume();
        this.#running = { shell, pid };
        return;
      }
      if (/Failed|Fatal/.test(line)) shell.stdin.end();
    }
    throw new Error(`Redis did not start:\n${said.join('\n')}`);
  }

  /** Kills it (SIGKILL). */
  async kill(): Promise<void> {
    if (this.#running === null) return;
    const { shell } = this.#running;
    this.#running = null;
    shell.stdin?.end();
    if (shell.exitCode === null && shell.signalCode === null) await once(shell, 'exit');
  }

  /** Stops its time (SIGSTOP): connections stay, and nobody answers. */
  pause(): void {
    this.#signal('SIGSTOP');
  }

  /** Lets its time go on (SIGCONT). */
  resume(): void {
    this.#signal('SIGCONT');
  }

  /** Asks it something on a connection of its own. */
  async ask(...command: string[]): Promise<unknown> {
    const client = createClient({
      url: this.url,
      maintNotifications: 'disabled',
      socket: { reconnectStrategy: false },
    });
    // The failure is told to who asks.
    client.on('error', () => {});
    try {
      await client.connect();
      return await client.sendCommand<unknown>(command);
    } finally {
      client.destroy();
    }
  }

  /** Kills it for good, and deletes its data. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #signal(signal: NodeJS.Signals): void {
    if (this.#running !== null) process.kill(this.#running.pid, signal);
  }
}
