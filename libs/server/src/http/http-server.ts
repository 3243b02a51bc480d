import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../logging/logger.ts';
import type { HttpHandler } from './exchange.ts';
import { HTTP_LIMITS } from './limits.ts';
import { listen } from './listen.ts';
import { createNodeServer, type TlsIdentity } from './node-server.ts';
import { OpenConnections } from './open-connections.ts';

export interface HttpServerOptions {
  /** A name or an address of this machine. `localhost` is both loopback addresses, `::` is every address. */
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Null for plain HTTP/1.1. */
  readonly tls: TlsIdentity | null;
  readonly handler: HttpHandler;
  readonly logger: Logger;
  /** How long `close()` waits before it cuts what is left, in milliseconds. Default `HTTP_LIMITS.closeGraceMs`; 0 cuts at once. */
  readonly closeGraceMs?: number;
}

/** The HTTP port while it is open. */
export interface HttpServer {
  readonly port: number;
  /** Serves everything as before, but leads clients to open a new connection for what comes next. */
  drain(): void;
  /** Takes no new connection from now on. */
  stopAccepting(): void;
  /** Ends every connection when its answers are done, and after the grace cuts the rest. */
  close(): Promise<void>;
}

/** Opens the HTTP port on all addresses of the host. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const { logger, closeGraceMs = HTTP_LIMITS.closeGraceMs } = options;
  const connections: OpenConnections[] = [];
  const { port, servers } = await listen(
    () => {
      const server = createNodeServer(options.tls, options.handler);
      connections.push(new OpenConnections(server, options.tls !== null));
      return server;
    },
    options.host,
    options.port,
  );
  for (const server of servers) {
    server.on('error', (error) => logger.error({ err: error }, 'The HTTP port has a fault'));
  }

  const closed = Promise.all(servers.map((server) => once(server, 'close')));
  let accepting = true;
  const stopAccepting = () => {
    if (!accepting) return;
    accepting = false;
    for (const server of servers) server.close();
  };

  return {
    port,
    drain() {
      for (const each of connections) each.drain();
    },
    stopAccepting,
    async close() {
      stopAccepting();
      for (const each of connections) each.end();
      const grace = new AbortController();
      const cut = delay(closeGraceMs, undefined, { signal: grace.signal }).then(
        () => {
          const left = connections.reduce((sum, each) => sum + each.destroy(), 0);
          logger.warn({ connections: left }, 'Connections did not end in time and were cut');
        },
        () => {},
      );
      await closed;
      grace.abort();
      await cut;
    },
  };
}
