import type { FakeServer } from './fake-server.ts';

/** One connection between a client and a server, as TCP would make it. */
export class FakeConnection {
  readonly client: string;
  readonly server: FakeServer;
  #state: 'open' | 'swallowing' | 'broken' = 'open';
  /** What is told when it breaks: the calls under way over it. */
  readonly #calls = new Set<() => void>();

  constructor(client: string, server: FakeServer) {
    this.client = client;
    this.server = server;
    server.connections.add(this);
  }

  /** Whether a call can be begun over it. One that swallows is of that opinion, too. */
  get isUsable(): boolean {
    return this.#state !== 'broken';
  }

  get isSwallowing(): boolean {
    return this.#state === 'swallowing';
  }

  get isIdle(): boolean {
    return this.#calls.size === 0;
  }

  /** A call is under way; `broken` is called when the connection breaks before it is over. Returns what ends it. */
  begin(broken: () => void): () => void {
    this.#calls.add(broken);
    return () => {
      this.#calls.delete(broken);
      // A client does not use again what did not answer.
      if (this.#state === 'swallowing' && this.isIdle) this.break();
    };
  }

  swallow(): void {
    if (this.#state === 'open') this.#state = 'swallowing';
  }

  break(): void {
    if (this.#state === 'broken') return;
    this.#state = 'broken';
    this.server.connections.delete(this);
    for (const broken of [...this.#calls]) broken();
    this.#calls.clear();
  }
}
