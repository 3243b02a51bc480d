import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP connection's way from a client to a server, for a test to disturb. */
export interface Relay extends AsyncDisposable {
  readonly port: number;
  /** Passes nothing on any more, in either direction, and keeps the connections open. */
  freeze(): void;
  /** Breaks the connections. */
  cut(): void;
}

/** Relays to a port of loopback. */
export async function startRelay(toPort: number): Promise<Relay> {
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (incoming) => {
    const outgoing = connect({ port: toPort, host: '127.0.0.1', noDelay: true });
    incoming.pipe(outgoing).pipe(incoming);
    for (const socket of [incoming, outgoing]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    freeze() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    cut,
    async [Symbol.asyncDispose]() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
