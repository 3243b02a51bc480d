import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { Companion } from '../../testing/companion.ts';
import { freePorts } from '../../testing/free-ports.ts';

export interface RedisProcessOptions {
  /** The program. */
  readonly program: string;
  /** Whether it is a node of a cluster. Default: no. */
  readonly cluster?: boolean;
  /** Whether it writes down each command before it answers, and knows them again after it was killed. Default: no. */
  readonly appendOnly?: boolean;
}

/** A Redis of a test's own: on a free port of 127.0.0.1, with a folder of its own. It dies with the test's process. */
export class RedisProcess {
  readonly port: number;
  /** Where the nodes of a cluster talk to each other. */
  readonly busPort: number;
  readonly #options: RedisProcessOptions;
  readonly #folder: string;
  #running: Companion | null = null;

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
    this.#running = await Companion.start([program, ...args], /Ready to accept connections/, /Failed|Fatal/);
  }

  /** Kills it (SIGKILL). */
  async kill(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.kill();
  }

  /** Stops its time (SIGSTOP): connections stay, and nobody answers. */
  pause(): void {
    this.#running?.signal('SIGSTOP');
  }

  /** Lets its time go on (SIGCONT). */
  resume(): void {
    this.#running?.signal('SIGCONT');
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
}
