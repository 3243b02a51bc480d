import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type PrintedAddresses, printedAddresses } from './printed-addresses.ts';

export type { PrintedAddresses };

/** A program that was started, what it has printed, and its end. */
export class RunningProgram {
  readonly #child: ChildProcess;
  readonly #name: string;
  /** What it has printed so far. */
  output = '';

  constructor(name: string, child: ChildProcess) {
    this.#name = name;
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
      });
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Waits until it is gone. */
  async ended(): Promise<void> {
    if (!this.hasEnded) await once(this.#child, 'exit');
  }

  /**
   * Waits until it has printed its addresses.
   * @throws when it ends before that, or when the time is over.
   */
  addresses(limitMs: number): Promise<PrintedAddresses> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(limit);
        this.#child.off('exit', onEnd);
        for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.off('data', look);
      };
      const fail = (what: string) => {
        settle();
        reject(new Error(`${this.#name} ${what}:\n${this.output}`));
      };
      const look = () => {
        const addresses = printedAddresses(this.output);
        if (addresses === null) return;
        settle();
        resolve(addresses);
      };
      const onEnd = (code: number | null) => fail(`ended with ${code} before it was up`);
      const limit = setTimeout(() => fail(`printed no addresses within ${limitMs} ms`), limitMs);
      this.#child.once('exit', onEnd);
      for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.on('data', look);
      look();
    });
  }
}
