import type { ServerProcess } from '@rtc-call/lab';
import type { Servers } from './servers.ts';
import { type Target, TcpProxy } from './tcp-proxy.ts';

/** How long a balancer waits for a server to say whether it is ready, in milliseconds. */
const READY_WITHIN_MS = 500;

/** Several servers on one store, behind one address. */
export class Fleet {
  readonly servers: readonly ServerProcess[];
  readonly #targets: readonly Target[];
  readonly #proxy: TcpProxy;

  private constructor(servers: readonly ServerProcess[], targets: readonly Target[], proxy: TcpProxy) {
    this.servers = servers;
    this.#targets = targets;
    this.#proxy = proxy;
  }

  /** Starts so many servers with these options each. They end with the test, and the proxy with `close`. */
  static async start(count: number, servers: Servers, ...options: string[]): Promise<Fleet> {
    const started: ServerProcess[] = [];
    for (let index = 0; index < count; index += 1) started.push(await servers.start(...options));
    const targets = started.map(({ httpPort: port }) => ({ port, isReady: () => isReady(port) }));
    return new Fleet(started, targets, await TcpProxy.listen(...targets));
  }

  /** The one address of them all. */
  get url(): string {
    return `http://${this.#proxy.host}`;
  }

  /** Runs something whose new connections all lead to one server. */
  async at<T>(index: number, run: () => Promise<T>): Promise<T> {
    this.#proxy.leadOnlyTo(this.#targets[index] ?? null);
    try {
      return await run();
    } finally {
      this.#proxy.leadOnlyTo(null);
    }
  }

  /** Which servers have had a stream of this participant, by their logs. */
  serversOf(participantId: string): readonly number[] {
    return [...this.servers.keys()].filter((index) => this.servers[index]?.output.includes(`"${participantId}"`));
  }

  close(): Promise<void> {
    return this.#proxy.close();
  }
}

async function isReady(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/rtc-call/ready`, { signal: AbortSignal.timeout(READY_WITHIN_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );
}
