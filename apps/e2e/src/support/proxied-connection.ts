import { connect, type Socket } from 'node:net';

/**
 * - `leading`: the client is connected, and a server is looked for.
 * - `forwarding`: what one side sends goes to the other.
 * - `swallowing`: what comes from either side is lost, and neither is told, not even of the other's end.
 * - `ended`: both are closed.
 */
type State =
  | { readonly name: 'leading' }
  | { readonly name: 'forwarding'; readonly server: Socket }
  | { readonly name: 'swallowing'; readonly server: Socket | null }
  | { readonly name: 'ended' };

/** One connection through the proxy: a client's, and the one to a server that goes with it. */
export class ProxiedConnection {
  readonly #client: Socket;
  readonly #ended = new AbortController();
  #state: State = { name: 'leading' };
  /** How many bytes of the next chunk still get through before the cut; null while there is to be none. */
  #cutAfter: number | null = null;

  /** @param client must allow half-open connections, so that it does not close by itself. */
  constructor(client: Socket) {
    this.#client = client;
    // Nothing is read before there is where to send it.
    client.pause();
    this.#follow(client, () => (this.#state.name === 'forwarding' ? this.#state.server : null));
  }

  /** Aborted when the connection is over. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Connects it to this port. False when nobody listens there. */
  async forwardTo(port: number): Promise<boolean> {
    const server = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const connected = await new Promise<boolean>((resolve) => {
      server.once('connect', () => resolve(true));
      server.once('error', () => resolve(false));
    });
    if (!connected) return false;
    if (this.#state.name !== 'leading') {
      server.destroy();
      return true;
    }
    this.#follow(server, () => (this.#state.name === 'forwarding' ? this.#client : null));
    this.#state = { name: 'forwarding', server };
    this.#client.resume();
    return true;
  }

  /** Resets both sides. */
  cut(): void {
    if (this.#state.name === 'ended') return;
    const sockets = this.#sockets();
    this.#state = { name: 'ended' };
    for (const socket of sockets) socket.resetAndDestroy();
    this.#ended.abort();
  }

  /** Lets this many bytes of the next chunk through, whichever side it comes from, and cuts then. */
  cutInNextChunk(bytes: number): void {
    this.#cutAfter = bytes;
  }

  /** Loses whatever comes from now on. */
  swallow(): void {
    if (this.#state.name === 'ended') return;
    this.#state = { name: 'swallowing', server: this.#state.name === 'forwarding' ? this.#state.server : null };
    for (const socket of this.#sockets()) socket.resume();
  }

  #follow(socket: Socket, other: () => Socket | null): void {
    socket.on('data', (chunk: Buffer) => this.#pass(chunk, socket, other()));
    socket.on('end', () => other()?.end());
    socket.on('error', () => {
      if (this.#state.name !== 'swallowing') this.cut();
    });
    socket.on('close', () => {
      if (this.#sockets().every(({ destroyed }) => destroyed)) this.cut();
    });
  }

  #pass(chunk: Buffer, from: Socket, to: Socket | null): void {
    if (to === null) return;
    if (this.#cutAfter !== null) {
      to.write(chunk.subarray(0, this.#cutAfter), () => this.cut());
      return;
    }
    if (to.write(chunk)) return;
    from.pause();
    to.once('drain', () => from.resume());
  }

  #sockets(): readonly Socket[] {
    switch (this.#state.name) {
      case 'leading':
        return [this.#client];
      case 'ended':
        return [];
      case 'forwarding':
      case 'swallowing':
        return this.#state.server === null ? [this.#client] : [this.#client, this.#state.server];
    }
  }
}
