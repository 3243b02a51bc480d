import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { NetworkNamespace } from '../network-namespace.ts';

const MAIN = new URL('udp-end-main.ts', import.meta.url).pathname;

/** One UDP socket on a machine of the lab. It dies with the test's process. */
export class UdpEnd {
  readonly #child: ChildProcess;
  /** What it has heard so far. */
  readonly heard: string[] = [];

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (text: string) => this.heard.push(text));
  }

  /** Opens it on a port; 0 is any free one. */
  static async open({ prefix }: NetworkNamespace, port = 0): Promise<UdpEnd> {
    const [program = '', ...args] = prefix;
    const child = spawn(program, [...args, process.execPath, MAIN, String(port)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    return new UdpEnd(child);
  }

  send(text: string, host: string, port: number): void {
    this.#child.send({ text, host, port });
  }

  /** Asks another end by which address it is seen there, and waits for the answer. */
  async askWhoIAm(host: string, port: number): Promise<string> {
    const answered = once(this.#child, 'message');
    this.send('who am I', host, port);
    const [address] = await answered;
    return String(address);
  }

  async close(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}
