import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const ROOT = new URL('../../../../', import.meta.url).pathname;

/** Where a person reads the addresses. Other lines name URLs too, such as npm's echo of the options. */
const PRINTED_URL = /^ *Open +(https?:\/\/localhost:\d+)/m;
const PRINTED_GRPC_ADDRESS = /^ *gRPC +(localhost:\d+)/m;

/** How long `npm start` may take, in milliseconds: it may have to build. */
const START_LIMIT_MS = 120_000;

/** The product as a user runs it: `npm start` with options, in a process group of its own. */
export class Product {
  readonly #child: ChildProcess;
  /** What it has printed so far. */
  output = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
  }

  /** Starts it on free ports, and waits until it has printed its URL. */
  static async start(...options: string[]): Promise<Product> {
    const child = spawn('npm', ['start', '--', '--port', '0', '--grpc-port', '0', ...options], {
      cwd: ROOT,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const product = new Product(child);
    const exited = once(child, 'exit').then(([code]) => {
      throw new Error(`npm start ended with ${code} before it was up:\n${product.output}`);
    });
    exited.catch(() => {});
    await Promise.race([product.#printed(), exited]);
    return product;
  }

  /** Where the demo is, without a slash at the end. */
  get url(): string {
    return printed(this.output, PRINTED_URL);
  }

  /** The address of native gRPC, host and port. */
  get grpcAddress(): string {
    return printed(this.output, PRINTED_GRPC_ADDRESS);
  }

  /** Ends it in order, and waits for that. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.pid === undefined) return;
    const gone = once(this.#child, 'exit');
    process.kill(-this.#child.pid, 'SIGTERM');
    await gone;
  }

  #printed(): Promise<void> {
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`npm start printed no URL:\n${this.output}`)), START_LIMIT_MS);
      const look = () => {
        if (!PRINTED_URL.test(this.output) || !PRINTED_GRPC_ADDRESS.test(this.output)) return;
        clearTimeout(limit);
        resolve();
      };
      this.#child.stdout?.on('data', look);
      this.#child.stderr?.on('data', look);
    });
  }
}

function printed(output: string, pattern: RegExp): string {
  const [, value] = output.match(pattern) ?? [];
  if (value === undefined) throw new Error(`Not in the output of npm start, ${pattern}:\n${output}`);
  return value;
}
