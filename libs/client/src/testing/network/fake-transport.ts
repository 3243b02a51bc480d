import type { JoinRequest, JoinResponse } from '@rtc-call/contract';
import { RoomError, type RoomHost } from '@rtc-call/room';
import type { SignalingCallOptions, SignalingTransport } from '../../signaling/signaling-transport.ts';
import { callErrorOf, lost, unreachable } from './call-error-of.ts';
import type { FakeNetwork } from './fake-network.ts';
import { FakeStream } from './fake-stream.ts';
import type { SignalingMethod } from './fault-plan.ts';

export interface FakeTransportOptions {
  /** By which faults know it. */
  readonly client: string;
  readonly network: FakeNetwork;
  /** A host threw what is no RoomError: a fault of ours. */
  unexpected(thrown: unknown): void;
}

/** One client's way over the network to whichever server it leads to. */
export class FakeTransport implements SignalingTransport {
  readonly #options: FakeTransportOptions;

  constructor(options: FakeTransportOptions) {
    this.#options = options;
  }

  join(request: JoinRequest, options: SignalingCallOptions): AsyncIterable<JoinResponse> {
    const { client, network } = this.#options;
    const connection = network.connect(client, options.pool);
    const stream = new FakeStream({ client, network, signal: options.signal, told: (thrown) => this.#told(thrown) });
    return connection === null ? stream.refuse() : stream.open(connection, request);
  }

  send(...[request, options]: Parameters<SignalingTransport['send']>): ReturnType<SignalingTransport['send']> {
    return this.#call('send', options, (host) => host.send(request));
  }

  leave(...[request, options]: Parameters<SignalingTransport['leave']>): ReturnType<SignalingTransport['leave']> {
    return this.#call('leave', options, (host) => host.leave(request));
  }

  getIceServers(
    ...[request, options]: Parameters<SignalingTransport['getIceServers']>
  ): ReturnType<SignalingTransport['getIceServers']> {
    return this.#call('getIceServers', options, (host) => host.getIceServers(request));
  }

  #call<T>(
    method: SignalingMethod,
    { pool, signal }: { readonly pool: number; readonly signal?: AbortSignal },
    handle: (host: RoomHost) => Promise<T>,
  ): Promise<T> {
    const { client, network } = this.#options;
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const connection = network.connect(client, pool);
    if (connection === null) {
      network.later(() => reject(unreachable()));
      return promise;
    }
    // Only the first outcome counts; a request that came twice has two.
    const settle = (act: () => void) => {
      signal?.removeEventListener('abort', fail);
      end();
      act();
    };
    const fail = () => settle(() => reject(lost()));
    const end = connection.begin(fail);
    signal?.addEventListener('abort', fail);
    if (signal?.aborted === true) fail();
    const { server } = connection;
    const answer = (act: () => void) =>
      server.whenAwake(() => network.carry(connection, { client, what: 'answer', method }, () => settle(act), fail));
    const arrive = () =>
      server.receive((host) =>
        handle(host).then(
          (value) => answer(() => resolve(value)),
          (thrown: unknown) => answer(() => reject(this.#told(thrown))),
        ),
      );
    network.carry(connection, { client, what: 'request', method }, arrive, fail);
    return promise;
  }

  #told(thrown: unknown): unknown {
    if (!(thrown instanceof RoomError)) this.#options.unexpected(thrown);
    return callErrorOf(thrown);
  }
}
