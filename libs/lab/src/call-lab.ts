import { join } from 'node:path';
import { TurnServerProcess } from '@rtc-call/server/testing';
import { BrowserAtHome } from './browsers/browser-at-home.ts';
import type { BrowserName } from './browsers/launch.ts';
import { CallPage } from './calls/call-page.ts';
import { makeSmallPictures } from './calls/small-pictures.ts';
import type { Home } from './network/home.ts';
import { SIGNALING, SIGNALING_PORT } from './network/lab-plan.ts';
import { NetworkLab } from './network/network-lab.ts';
import { runProgram } from './network/run-program.ts';
import { type Certificate, makeLabCertificate } from './servers/lab-certificate.ts';
import { SERVER_MAIN, ServerProcess } from './servers/server-process.ts';
import { TURN_SECRET, TURN_URL_OPTIONS, turnConfigOptions } from './servers/turn-options.ts';

export interface CallLabOptions {
  /** coturn's program, `turnserver`. */
  readonly turnserver: string;
  /** More options of the server. Default: none. */
  readonly serverOptions?: readonly string[];
}

/**
 * Calls on a lab's net: the built server and coturn on public machines, browsers on private ones. It reuses a browser
 * for all calls from a machine, since to start one takes longer than a call.
 */
export class CallLab {
  readonly net: NetworkLab;
  readonly server: ServerProcess;
  readonly turn: TurnServerProcess;
  readonly #browsers = new Map<Home, Map<BrowserName, Promise<BrowserAtHome>>>();
  readonly #pages: CallPage[] = [];

  private constructor(net: NetworkLab, server: ServerProcess, turn: TurnServerProcess) {
    this.net = net;
    this.server = server;
    this.turn = turn;
  }

  static async build({ turnserver, serverOptions = [] }: CallLabOptions): Promise<CallLab> {
    const net = await NetworkLab.build();
    try {
      const certificate = await makeLabCertificate(net.folder);
      const turn = await startTurn(net, turnserver, certificate);
      const server = await startServer(net, certificate, serverOptions);
      return new CallLab(net, server, turn);
    } catch (error) {
      await net[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Opens the demo's page for a room on a machine, in a profile of its own. Its camera makes few and small pictures. */
  async open(home: Home, name: BrowserName, room: string): Promise<CallPage> {
    const { browser } = await this.#browserOf(home, name);
    const host = home.family === 'ipv4' ? SIGNALING.ipv4 : `[${SIGNALING.ipv6}]`;
    const page = await CallPage.open(browser, `https://${host}/call?room=${room}`, { init: makeSmallPictures });
    this.#pages.push(page);
    return page;
  }

  /** Closes the pages, and makes the net as it was. */
  async reset(): Promise<void> {
    await Promise.all(this.#pages.splice(0).map((page) => page.close()));
    await this.net.reset();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const browsers = [...this.#browsers.values()].flatMap((ofHome) => [...ofHome.values()]);
    await Promise.all(browsers.map(async (browser) => (await browser)[Symbol.asyncDispose]()));
    await Promise.all([this.server.end('SIGTERM'), this.turn[Symbol.asyncDispose]()]);
    await this.net[Symbol.asyncDispose]();
  }

  #browserOf(home: Home, name: BrowserName): Promise<BrowserAtHome> {
    const ofHome = this.#browsers.get(home) ?? new Map<BrowserName, Promise<BrowserAtHome>>();
    this.#browsers.set(home, ofHome);
    const browser = ofHome.get(name) ?? BrowserAtHome.launch(name, home.namespace, this.net.folder);
    ofHome.set(name, browser);
    return browser;
  }
}

/** coturn as the product configures it. */
async function startTurn(net: NetworkLab, program: string, certificate: Certificate): Promise<TurnServerProcess> {
  const command = [process.execPath, SERVER_MAIN, 'turn-config', ...turnConfigOptions(certificate)];
  const conf = await runProgram(['env', `RTC_CALL_TURN_SECRET=${TURN_SECRET}`, ...command]);
  return TurnServerProcess.start({ program, conf, prefix: net.backbone.turn.prefix });
}

function startServer(
  net: NetworkLab,
  { certFile, keyFile }: Certificate,
  options: readonly string[],
): Promise<ServerProcess> {
  return ServerProcess.startAt(
    ['env', `RTC_CALL_TURN_SECRET=${TURN_SECRET}`, ...net.backbone.signaling.prefix],
    ...['--host', '::', '--port', String(SIGNALING_PORT)],
    ...['--tls-cert', certFile, '--tls-key', keyFile],
    ...['--secret-file', join(net.folder, 'secret')],
    ...TURN_URL_OPTIONS,
    ...options,
  );
}
