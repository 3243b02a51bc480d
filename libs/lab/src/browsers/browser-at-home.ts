import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { NetworkNamespace } from '../network/network-namespace.ts';
import { BROWSER_TYPES, type BrowserName } from './launch.ts';
import { passOn } from './pass-on.ts';

const MAIN = new URL('launch-main.ts', import.meta.url).pathname;

/** The lab's certificates are signed by nobody, also that of `turns:`, which no page is asked about. */
const ARGUMENTS: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: ['--ignore-certificate-errors'],
  firefox: [],
};

/**
 * A browser on a machine of the lab. The test reaches it past the lab's net: by a socket that is a file, since files are
 * the same in every network namespace. It dies with the test's process.
 */
export class BrowserAtHome {
  readonly browser: Browser;
  readonly #child: ChildProcess;
  readonly #door: Server;

  private constructor(browser: Browser, child: ChildProcess, door: Server) {
    this.browser = browser;
    this.#child = child;
    this.#door = door;
  }

  /** @param labFolder where the browser keeps its files. */
  static async launch(name: BrowserName, { prefix }: NetworkNamespace, labFolder: string): Promise<BrowserAtHome> {
    const folder = await mkdtemp(join(labFolder, 'browser-'));
    const socketPath = join(folder, 'socket');
    const [program = '', ...args] = [...prefix, process.execPath, MAIN, name, socketPath, ...ARGUMENTS[name]];
    const child = spawn(program, args, {
      env: { ...process.env, TMPDIR: folder },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const pathname = await pathOf(child, name);
    const door = passOn({ path: socketPath }).listen(0, '127.0.0.1');
    await once(door, 'listening');
    const { port } = door.address() as AddressInfo;
    const browser = await BROWSER_TYPES[name].connect(`ws://127.0.0.1:${port}${pathname}`);
    return new BrowserAtHome(browser, child, door);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
    this.#door.close();
  }
}

async function pathOf(child: ChildProcess, name: string): Promise<string> {
  const ended = Promise.withResolvers<never>();
  child.once('exit', (code) => ended.reject(new Error(`${name} did not start in the lab: it ended with ${code}.`)));
  const [{ pathname }] = (await Promise.race([once(child, 'message'), ended.promise])) as [{ pathname: string }];
  return pathname;
}
