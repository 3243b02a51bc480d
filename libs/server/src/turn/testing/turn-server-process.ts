import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Companion } from '../../testing/companion.ts';

export interface TurnServerOptions {
  /** coturn's program, `turnserver`. */
  readonly program: string;
  /** What its turnserver.conf says: what `turn-config` prints, or `turnserverConf` makes. Addresses and ports are in it. */
  readonly conf: string;
  /** What goes before the command, such as `['ip', 'netns', 'exec', 'public']`. Default: nothing. */
  readonly prefix?: readonly string[];
}

/** After this line every listener is bound. */
const LISTENS = /Total General servers/;
/** It goes on without a listener that it could not have. */
const CANNOT_LISTEN = /Address already in use|Cannot bind|Cannot create .*listener/i;

/** A coturn of a test's own, with a folder of its own. It dies with the test's process. */
export class TurnServerProcess {
  readonly #options: TurnServerOptions;
  readonly #folder: string;
  #running: Companion | null = null;

  private constructor(options: TurnServerOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
  }

  /** Starts it, and waits until it listens. */
  static async start(options: TurnServerOptions): Promise<TurnServerProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'rtc-call-turn-'));
    const server = new TurnServerProcess(options, folder);
    await server.restart();
    return server;
  }

  /** What it has printed since it was started, at most the last few hundred lines. */
  get output(): string {
    return this.#running?.output ?? '';
  }

  /** Kills it where it runs, and starts it again, perhaps with another configuration. */
  async restart(conf = this.#options.conf): Promise<void> {
    await this.kill();
    const { program, prefix = [] } = this.#options;
    const file = join(this.#folder, 'turnserver.conf');
    await writeFile(file, conf, { mode: 0o600 });
    const own = ['--userdb', join(this.#folder, 'turndb'), '--pidfile', join(this.#folder, 'pid')];
    const command = [...prefix, program, '-c', file, ...own, '--log-file', 'stdout', '--verbose'];
    this.#running = await Companion.start(command, LISTENS, CANNOT_LISTEN);
  }

  /** Kills it (SIGKILL). */
  async kill(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    await running?.kill();
  }

  /** Stops its time (SIGSTOP): ports stay open, and nobody answers. */
  pause(): void {
    this.#running?.signal('SIGSTOP');
  }

  /** Lets its time go on (SIGCONT). */
  resume(): void {
    this.#running?.signal('SIGCONT');
  }

  /** Kills it for good, and deletes what it wrote. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
