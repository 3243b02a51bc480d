import { type PrintedAddresses, RunningProgram } from '@rtc-call/lab/running-program';
import { spawn } from 'node:child_process';

const ROOT = new URL('../../../../', import.meta.url).pathname;

/** How long `npm start` may take, in milliseconds: it may have to build. */
const START_LIMIT_MS = 120_000;

/** The product as a user runs it: `npm start` with options, in a process group of its own. */
export class Product {
  readonly #program: RunningProgram;
  readonly #addresses: PrintedAddresses;

  private constructor(program: RunningProgram, addresses: PrintedAddresses) {
    this.#program = program;
    this.#addresses = addresses;
  }

  /** Starts it on free ports, and waits until it has printed its URL. */
  static async start(...options: string[]): Promise<Product> {
    const child = spawn('npm', ['start', '--', '--port', '0', '--grpc-port', '0', ...options], {
      cwd: ROOT,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const program = new RunningProgram('npm start', child);
    return new Product(program, await program.addresses(START_LIMIT_MS));
  }

  /** Where the demo is, without a slash at the end. */
  get url(): string {
    return this.#addresses.url;
  }

  /** The address of native gRPC, host and port. */
  get grpcAddress(): string {
    return this.#addresses.grpcAddress;
  }

  /** Ends it in order, and waits for that. */
  async stop(): Promise<void> {
    const { pid } = this.#program;
    if (this.#program.hasEnded || pid === undefined) return;
    process.kill(-pid, 'SIGTERM');
    await this.#program.ended();
  }
}
