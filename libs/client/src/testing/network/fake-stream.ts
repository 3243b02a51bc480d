import type { JoinRequest, JoinResponse } from '@rtc-call/contract';
import type { RoomHost } from '@rtc-call/room';
import { AsyncQueue } from './async-queue.ts';
import { lost, unreachable } from './call-error-of.ts';
import type { FakeConnection } from './fake-connection.ts';
import type { FakeNetwork } from './fake-network.ts';

export interface FakeStreamOptions {
  readonly client: string;
  readonly network: FakeNetwork;
  /** Aborted when the client wants no more of it. */
  readonly signal: AbortSignal;
  /** What the client is told of what a host threw. */
  told(thrown: unknown): unknown;
}

/** One stream of events from a server to a client. */
export class FakeStream {
  readonly #options: FakeStreamOptions;
  readonly #incoming = new AsyncQueue<JoinResponse>();
  /** Aborted when the server hears that the client is gone. */
  readonly #gone = new AbortController();
  readonly #lane = { busyUntil: 0 };

  constructor(options: FakeStreamOptions) {
    this.#options = options;
  }

  /** There is no server to open it at. */
  refuse(): AsyncIterable<JoinResponse> {
    const { network, signal } = this.#options;
    signal.addEventListener('abort', () => this.#incoming.abandon());
    network.later(() => this.#incoming.fail(unreachable()));
    return this.#incoming;
  }

  async *open(connection: FakeConnection, request: JoinRequest): AsyncGenerator<JoinResponse, void> {
    const { client, network, signal } = this.#options;
    let opened = false;
    const broken = () => {
      this.#gone.abort();
      this.#incoming.fail(opened ? lost() : unreachable());
    };
    const end = connection.begin(broken);
    const abandon = () => this.#incoming.abandon();
    signal.addEventListener('abort', abandon);
    if (signal.aborted) abandon();
    let arrivals = 0;
    const arrive = () => {
      arrivals += 1;
      // What came twice is answered twice, and the second answer has nowhere to go.
      const isFirst = arrivals === 1;
      connection.server.receive(
        (host) => void (isFirst ? this.#pump(connection, host, request) : orphan(host, request)),
      );
    };
    network.carry(connection, { client, what: 'request', method: 'join' }, arrive, broken);
    try {
      for await (const response of this.#incoming) {
        opened = true;
        yield response;
      }
    } finally {
      signal.removeEventListener('abort', abandon);
      network.tell(connection, () => this.#gone.abort());
      end();
    }
  }

  /** Hands on what the server says, as fast as the client reads. */
  async #pump(connection: FakeConnection, host: RoomHost, request: JoinRequest): Promise<void> {
    const { client, network, told } = this.#options;
    const journey = { client, what: 'event', method: 'join' } as const;
    const deliver = (arrive: () => void) =>
      connection.server.whenAwake(() => network.carryInOrder(connection, journey, this.#lane, arrive));
    try {
      for await (const response of host.join(request, { signal: this.#gone.signal, peer: client })) {
        await network.reading(client);
        deliver(() => this.#incoming.push(response));
      }
      deliver(() => this.#incoming.end());
    } catch (thrown) {
      const error = told(thrown);
      deliver(() => this.#incoming.fail(error));
    }
  }
}

/** A stream whose client is gone as soon as it is there. */
async function orphan(host: RoomHost, request: JoinRequest): Promise<void> {
  const gone = new AbortController();
  try {
    for await (const _ of host.join(request, { signal: gone.signal, peer: undefined })) gone.abort();
  } catch {
    // Nobody is there to be told.
  }
}
