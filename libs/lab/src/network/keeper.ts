import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

const MAIN = new URL('keeper-main.ts', import.meta.url).pathname;

/**
 * The process that takes a lab down: when it is told to, and also when the lab's own process is gone, however it went,
 * since it then reads the end of its standard input.
 */
export class Keeper {
  readonly #child: ChildProcess;
  readonly #complaint: Promise<string>;
  readonly #ended: Promise<unknown>;

  constructor(lab: string) {
    // In a session of its own: what ends a whole process group must not end it.
    const child = spawn(process.execPath, [MAIN, lab], { detached: true, stdio: ['pipe', 'ignore', 'pipe'] });
    this.#child = child;
    this.#complaint = text(child.stderr);
    this.#ended = once(child, 'exit');
  }

  /** Takes the lab down, and waits until nothing of it is left. */
  async takeDown(): Promise<void> {
    this.#child.stdin?.end();
    await this.#ended;
    if (this.#child.exitCode !== 0) throw new Error(`The lab was not taken down: ${await this.#complaint}`);
  }
}
