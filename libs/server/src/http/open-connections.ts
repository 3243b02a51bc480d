import type { ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { HttpRequest, HttpResponse } from './exchange.ts';
import { leadToNewConnection } from './goaway.ts';
import type { NodeServer } from './node-server.ts';

/**
 * The open connections of one server, and what is under way on them. It exists
 * because `close()` of Node's servers waits for connections that were opened
 * ahead of need, and for those that fall idle only after it was called, and
 * because an HTTP/2 server has no way to end its connections at all.
 */
export class OpenConnections {
  /** Every TCP connection, also those whose TLS handshake is not done. */
  readonly #tcp = new Set<Socket>();
  /** HTTP/1.1 connections, and how many answers are under way on each. */
  readonly #http1 = new Map<Socket, number>();
  readonly #http2 = new Set<ServerHttp2Session>();
  #phase: 'serving' | 'draining' | 'ending' = 'serving';

  constructor(server: NodeServer, secure: boolean) {
    server.on('connection', (socket: Socket) => {
      keep(this.#tcp, socket);
      if (!secure) this.#admitHttp1(socket);
    });
    server.on('secureConnection', (socket: TLSSocket) => {
      if (socket.alpnProtocol !== 'h2') this.#admitHttp1(socket);
    });
    server.on('session', (session: ServerHttp2Session) => {
      keep(this.#http2, session);
      if (this.#phase === 'ending') session.close();
    });
    // Before the handler, which may answer at once.
    server.prependListener('request', (request: HttpRequest, response: HttpResponse) =>
      this.#follow(request, response),
    );
  }

  /**
   * Serves everything as before, but asks clients to open new connections for
   * what comes next: each answer of HTTP/1.1 closes its connection, and those of
   * HTTP/2 get a GOAWAY.
   */
  drain(): void {
    if (this.#phase !== 'serving') return;
    this.#phase = 'draining';
    for (const session of this.#http2) leadToNewConnection(session);
  }

  /** Ends what is idle now, and everything else as soon as it is. */
  end(): void {
    this.#phase = 'ending';
    for (const [socket, underWay] of this.#http1) if (underWay === 0) socket.end();
    for (const session of this.#http2) session.close();
  }

  /** Cuts what is left, at once. */
  destroy(): number {
    const left = this.#tcp.size;
    for (const socket of this.#tcp) socket.destroy();
    return left;
  }

  #admitHttp1(socket: Socket): void {
    if (this.#phase === 'ending') {
      socket.end();
      return;
    }
    this.#http1.set(socket, 0);
    socket.once('close', () => this.#http1.delete(socket));
  }

  #follow(request: HttpRequest, response: HttpResponse): void {
    if (request.httpVersionMajor !== 1) return;
    const { socket } = request;
    if (this.#phase !== 'serving') response.setHeader('connection', 'close');
    this.#count(socket, 1);
    response.once('close', () => {
      this.#count(socket, -1);
      if (this.#phase !== 'serving' && this.#http1.get(socket) === 0) socket.end();
    });
  }

  #count(socket: Socket, change: number): void {
    const underWay = this.#http1.get(socket);
    if (underWay !== undefined) this.#http1.set(socket, underWay + change);
  }
}

function keep<T extends { once(event: 'close', listener: () => void): unknown }>(set: Set<T>, member: T): void {
  set.add(member);
  member.once('close', () => set.delete(member));
}
