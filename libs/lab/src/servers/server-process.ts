import { spawn } from 'node:child_process';
import type { PrintedAddresses } from './printed-addresses.ts';
import { RunningProgram } from './running-program.ts';

const ROOT = new URL('../../../../', import.meta.url).pathname;

/** What `npm start` runs after it has built. */
export const SERVER_MAIN = new URL('../../../../apps/server/dist/main.js', import.meta.url).pathname;

/** Ends the server when the test process is gone, however it went. */
const LIFELINE = new URL('../../../../tools/launch/lifeline.mjs', import.meta.url).href;

/** A built server is up within a second; a busy machine needs more. In milliseconds. */
const START_LIMIT_MS = 30_000;

/**
 * One server as a process of its own, run without npm, so that a signal hits the server itself. It is started on free
 * ports, and keeps them when it is started again.
 */
export class ServerProcess {
  readonly #options: readonly string[];
  readonly #prefix: readonly string[];
  #program: RunningProgram;
  #addresses: PrintedAddresses;

  private constructor(
    options: readonly string[],
    prefix: readonly string[],
    program: RunningProgram,
    addresses: PrintedAddresses,
  ) {
    this.#options = options;
    this.#prefix = prefix;
    this.#program = program;
    this.#addresses = addresses;
  }

  /** Starts one with these options of the command, and waits until it is up. */
  static start(...options: string[]): Promise<ServerProcess> {
    return ServerProcess.startAt([], ...options);
  }

  /** The same with what goes before its command, such as that of a network namespace. Later options win. */
  static async startAt(prefix: readonly string[], ...options: string[]): Promise<ServerProcess> {
    const program = run(prefix, ['--port', '0', '--grpc-port', '0', ...options]);
    return new ServerProcess(options, prefix, program, await program.addresses(START_LIMIT_MS));
  }

  /** Where it serves the demo and the API, without a slash at the end. */
  get url(): string {
    return this.#addresses.url;
  }

  get httpPort(): number {
    return Number(new URL(this.url).port);
  }

  /** The address of native gRPC, host and port. */
  get grpcAddress(): string {
    return this.#addresses.grpcAddress;
  }

  /** What it has printed since it was last started. */
  get output(): string {
    return this.#program.output;
  }

  /** Sends a signal that ends it, and waits until it is gone. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#signal(signal);
    await this.#program.ended();
  }

  /** Stands still (SIGSTOP): nothing is closed, nothing is answered. */
  pause(): void {
    this.#signal('SIGSTOP');
  }

  /** Goes on after a pause. */
  goOn(): void {
    this.#signal('SIGCONT');
  }

  /** Starts it again on the same ports, after it has ended. */
  async startAgain(): Promise<void> {
    const { grpcAddress } = this;
    const grpcPort = grpcAddress.slice(grpcAddress.lastIndexOf(':') + 1);
    this.#program = run(this.#prefix, ['--port', String(this.httpPort), '--grpc-port', grpcPort, ...this.#options]);
    this.#addresses = await this.#program.addresses(START_LIMIT_MS);
  }

  #signal(signal: NodeJS.Signals): void {
    const { pid, hasEnded } = this.#program;
    if (pid !== undefined && !hasEnded) process.kill(pid, signal);
  }
}

function run(prefix: readonly string[], options: readonly string[]): RunningProgram {
  const [program = '', ...args] = [...prefix, process.execPath, '--import', LIFELINE, SERVER_MAIN, ...options];
  const child = spawn(program, args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  return new RunningProgram('The server', child);
}
