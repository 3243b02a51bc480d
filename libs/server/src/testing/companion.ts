import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * Runs a program until our end of the standard input is gone, as it is when a test's process was killed. Says the
 * program's number, and leaves standard output to the program, so that it ends with it.
 */
const WITH_ITS_PARENT = '"$@" 2>&1 & echo "pid $!"; exec >&-; cat >&2; kill -KILL $! 2>&-; wait';

/** How many lines of a program's output are kept for who wants to know what went wrong: the last ones. */
const KEPT_LINES = 400;

/** A program that a test has started. It dies with the test's process, however that ends. */
export class Companion {
  readonly #shell: ChildProcess;
  readonly #said: string[] = [];
  #pid = 0;

  private constructor(command: readonly string[]) {
    this.#shell = spawn('/bin/sh', ['-c', WITH_ITS_PARENT, 'sh', ...command], { stdio: ['pipe', 'pipe', 'ignore'] });
  }

  /**
   * Starts a program, and waits for a line of its output that says it is ready.
   * @throws when it ends before that, or prints a line that says it has failed; with what it has said.
   */
  static async start(command: readonly string[], isReady: RegExp, hasFailed?: RegExp): Promise<Companion> {
    const companion = new Companion(command);
    if (await companion.#readUntil(isReady, hasFailed)) return companion;
    await companion.kill();
    throw new Error(`${command.join(' ')} did not start:\n${companion.output}`);
  }

  /** The last lines that it has printed. */
  get output(): string {
    return this.#said.join('\n');
  }

  /** Kills it (SIGKILL), and waits until it is gone. */
  async kill(): Promise<void> {
    const shell = this.#shell;
    shell.stdin?.end();
    if (shell.exitCode === null && shell.signalCode === null) await once(shell, 'exit');
  }

  /** Sends it a signal. */
  signal(signal: NodeJS.Signals): void {
    process.kill(this.#pid, signal);
  }

  /** False when the output has ended, or a line says that it has failed. */
  #readUntil(isReady: RegExp, hasFailed?: RegExp): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const { stdout } = this.#shell;
    if (stdout === null) return Promise.resolve(false);
    const lines = createInterface({ input: stdout });
    lines.on('line', (line) => {
      if (this.#pid === 0) this.#pid = Number(/^pid (\d+)$/.exec(line)?.[1] ?? 0);
      this.#said.push(line);
      if (this.#said.length > KEPT_LINES) this.#said.shift();
      if (hasFailed?.test(line)) resolve(false);
      if (isReady.test(line)) resolve(true);
    });
    lines.on('close', () => resolve(false));
    return promise;
  }
}
