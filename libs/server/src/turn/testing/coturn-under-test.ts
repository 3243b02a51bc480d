import { randomBytes } from 'node:crypto';
import { freePorts } from '../../testing/free-ports.ts';
import { TurnClient } from '../client/turn-client.ts';
import { TurnError } from '../client/turn-fault.ts';
import { turnserverConf, type TurnserverConfOptions } from '../coturn/turnserver-conf.ts';
import { parseTurnUrl, type TurnTransport } from '../ice-url.ts';
import { mintTurnCredentials } from '../turn-credentials.ts';
import { TurnServerProcess } from './turn-server-process.ts';

type Change = Partial<Omit<TurnserverConfOptions, 'relayPorts' | 'urls'>> & {
  /** Further ports, each with a URL for TCP. Default: none. */
  readonly morePorts?: number;
  /** With which transports there are URLs. Default: UDP and TCP; with a certificate TLS too. */
  readonly transports?: readonly TurnTransport[];
};

const PLAIN: readonly TurnTransport[] = ['udp', 'tcp'];
const EVERY: readonly TurnTransport[] = [...PLAIN, 'tls'];

/** How many ports the tests' servers have to relay by. */
const RELAY_PORTS = 200;
/** Below the ports that the system gives to others, each server of a test's process has its own range. */
let nextRelayPort = 10_000 + (process.pid % 100) * 200;

/** A coturn on loopback, configured as `turn-config` does it. */
export class CoturnUnderTest {
  readonly process: TurnServerProcess;
  readonly options: TurnserverConfOptions;
  readonly port: number;
  readonly tlsPort: number;
  readonly #clients: TurnClient[] = [];

  private constructor(turnServer: TurnServerProcess, options: TurnserverConfOptions, ports: readonly number[]) {
    this.process = turnServer;
    this.options = options;
    [this.port = 0, this.tlsPort = 0] = ports;
  }

  static async start(program: string, change: Change = {}): Promise<CoturnUnderTest> {
    const { morePorts = 0, transports = change.tls == null ? PLAIN : EVERY, ...rest } = change;
    const ports = await freePorts(2 + morePorts);
    const [port = 0, tlsPort = 0] = ports;
    const first = nextRelayPort;
    nextRelayPort += RELAY_PORTS;
    const tcp = [port, ...ports.slice(2)].map((each) => `turn:127.0.0.1:${each}?transport=tcp`);
    const all = [`turn:127.0.0.1:${port}`, ...tcp, `turns:localhost:${tlsPort}`];
    const urls = all.filter((url) => transports.some((transport) => transport === parseTurnUrl(url)?.transport));
    const options: TurnserverConfOptions = {
      urls,
      secret: randomBytes(32).toString('hex'),
      realm: 'turn.example.org',
      addresses: [
        { public: '127.0.0.1', private: null },
        { public: '::1', private: null },
      ],
      relayPorts: { first, last: first + RELAY_PORTS - 1 },
      tls: null,
      quotas: { perUser: 100, total: 100, kilobitsPerSecond: 8_000 },
      allowPeers: [],
      ...rest,
    };
    const conf = turnserverConf(options);
    return new CoturnUnderTest(await TurnServerProcess.start({ program, conf }), options, ports);
  }

  /** The URLs that its configuration was made for. */
  get urls(): readonly string[] {
    return this.options.urls;
  }

  /** A client by the first URL, or by another. */
  async client(holder = 'ann', url = this.urls[0] ?? ''): Promise<TurnClient> {
    const place = parseTurnUrl(url);
    if (place === null) throw new Error(`${url} is no TURN URL`);
    const credentials = mintTurnCredentials(this.options.secret, holder, Date.now() / 1_000 + 60);
    const client = await TurnClient.connect(place, credentials, { signal: AbortSignal.timeout(20_000) });
    this.#clients.push(client);
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients.splice(0)) client.close();
    await this.process[Symbol.asyncDispose]();
  }
}

/** What a TURN server answers: `granted`, or which fault it is. */
export function answerOf(request: Promise<unknown>): Promise<string> {
  return request.then(
    () => 'granted',
    (error: unknown) => {
      if (error instanceof TurnError) return error.fault.kind === 'rejected' ? error.fault.reason : error.fault.kind;
      throw error;
    },
  );
}
