import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COTURN_LIMITS, turnserverConf } from '@rtc-call/server';
import { freePorts, TurnServerProcess } from '@rtc-call/server/testing';

/** More than the links of a test ask for. */
const QUOTAS = { perUser: 50, total: 200, kilobitsPerSecond: COTURN_LIMITS.kilobitsPerSecond.default };

/** A coturn on this machine's loopback. */
export class LocalRelay {
  /** The options of a server that hands out credentials for it. */
  readonly serverOptions: readonly string[];
  /** Its URL, for UDP. */
  readonly url: string;
  readonly #process: TurnServerProcess;
  readonly #folder: string;

  private constructor(url: string, secretFile: string, process: TurnServerProcess, folder: string) {
    this.url = url;
    this.serverOptions = ['--turn', url, '--turn-secret-file', secretFile];
    this.#process = process;
    this.#folder = folder;
  }

  /** @param program coturn's, `turnserver`. */
  static async start(program: string): Promise<LocalRelay> {
    const [port] = await freePorts(1);
    const url = `turn:127.0.0.1:${port}`;
    const secret = randomBytes(24).toString('base64url');
    const folder = await mkdtemp(join(tmpdir(), 'rtc-call-relay-'));
    const secretFile = join(folder, 'turn-secret');
    await writeFile(secretFile, secret, { mode: 0o600 });
    const conf = turnserverConf({
      urls: [url],
      secret,
      realm: 'localhost',
      addresses: [{ public: '127.0.0.1', private: null }],
      relayPorts: COTURN_LIMITS.relayPorts,
      tls: null,
      quotas: QUOTAS,
      allowPeers: [],
    });
    const process = await TurnServerProcess.start({ program, conf });
    return new LocalRelay(url, secretFile, process, folder);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
