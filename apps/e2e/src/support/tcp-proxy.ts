import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { ProxiedConnection } from './proxied-connection.ts';

/** A server behind the proxy. */
export interface Target {
  /** On 127.0.0.1. */
  readonly port: number;
  /** Asked before each connection; who is not ready is tried last. Default: ready. */
  isReady?(): Promise<boolean>;
}

/**
 * One address in front of one or more servers, as a TCP balancer is: it knows nothing of HTTP or TLS. Connections go to
 * the servers in turn, and past a server that refuses to the next one. On demand it does what networks do to connections.
 */
export class TcpProxy {
  readonly #server: Server;
  readonly #targets: readonly Target[];
  readonly #connections = new Set<ProxiedConnection>();
  readonly #followers = new Set<(connection: ProxiedConnection) => void>();
  #next = 0;
  #only: Target | null = null;
  #swallowsNew = false;

  private constructor(server: Server, targets: readonly Target[]) {
    this.#server = server;
    this.#targets = targets;
    server.on('connection', (socket) => {
      const connection = new ProxiedConnection(socket);
      this.#connections.add(connection);
      connection.ended.addEventListener('abort', () => this.#connections.delete(connection));
      for (const follower of this.#followers) follower(connection);
      if (this.#swallowsNew) connection.swallow();
      else void this.#lead(connection);
    });
  }

  static async listen(...targets: readonly Target[]): Promise<TcpProxy> {
    // A half that is closed must not close the other by itself: that would tell what is to be swallowed.
    const server = createServer({ allowHalfOpen: true, noDelay: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpProxy(server, targets);
  }

  /** Its address, host and port, for a URL. */
  get host(): string {
    const { address, port } = this.#server.address() as AddressInfo;
    return `${address}:${port}`;
  }

  /** Connections that are open at this moment. */
  get connections(): readonly ProxiedConnection[] {
    return [...this.#connections];
  }

  /** Calls `follower` with each connection from now on. Returns what ends it. */
  follow(follower: (connection: ProxiedConnection) => void): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** Leads new connections to this server alone, or with null to all in turn again. */
  leadOnlyTo(target: Target | null): void {
    this.#only = target;
  }

  /** Cuts every connection, as a restarted router does: both sides are told. */
  cutAll(): void {
    for (const connection of this.connections) connection.cut();
  }

  /**
   * Swallows whatever comes from either side, and tells neither: the open connections are half-open from now on, for as
   * long as either side believes in them.
   * @param which `open`: those that are open now. `all`: also those that are opened until `forward`.
   */
  swallow(which: 'open' | 'all'): void {
    this.#swallowsNew = which === 'all';
    for (const connection of this.connections) connection.swallow();
  }

  /** Forwards new connections again. Those that were swallowed stay so: what they carried is lost. */
  forward(): void {
    this.#swallowsNew = false;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.cutAll();
    await once(this.#server, 'close');
  }

  async #lead(connection: ProxiedConnection): Promise<void> {
    for (const { port } of await this.#inTurn()) if (await connection.forwardTo(port)) return;
    connection.cut();
  }

  /** All servers, the next in turn first, and those that are not ready last. */
  async #inTurn(): Promise<readonly Target[]> {
    if (this.#only !== null) return [this.#only];
    const first = this.#next;
    this.#next = (this.#next + 1) % this.#targets.length;
    const inTurn = [...this.#targets.slice(first), ...this.#targets.slice(0, first)];
    const ready = await Promise.all(inTurn.map(async (target) => (await target.isReady?.()) ?? true));
    return [...inTurn.filter((_, index) => ready[index]), ...inTurn.filter((_, index) => !ready[index])];
  }
}
