import { GrpcWebFetchTransport } from '@protobuf-ts/grpcweb-transport';
import type { RpcOptions } from '@protobuf-ts/runtime-rpc';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { CallError } from '../errors/call-error.ts';
import type { Clock } from '../ports/clock.ts';
import { findLivingWay } from './living-way.ts';
import { toCallError } from './signaling-error.ts';
import type { SignalingTransport } from './signaling-transport.ts';
import { Way } from './way.ts';

export interface GrpcWebTransportOptions {
  /** A URL's origin. */
  readonly server: string;
  readonly fetch: typeof globalThis.fetch;
  readonly pageOrigin: string;
  readonly clock: Clock;
}

/**
 * Reaches the signaling service of a server over gRPC-Web.
 *
 * A browser keeps the connections of requests that may carry cookies apart from
 * those of requests that may not (Fetch standard, "Connections"), so the other
 * mode is the way around a connection that is stuck. The usual mode is the one in
 * which the page itself came from this server, if it did: then the other has no
 * connection yet that may be stuck as well. And since the browser would ask for
 * leave to call (CORS preflight) over the stuck one, the way around does not ask.
 * The server reads no cookies.
 */
export function grpcWebTransport({ server, fetch, pageOrigin, clock }: GrpcWebTransportOptions): SignalingTransport {
  const isOwn = server === pageOrigin;
  const wayOver = (credentials: RequestCredentials, client: SignalingServiceClient) =>
    new Way({ client, credentials, clock, question: (signal) => askForLife(server, { credentials, signal, fetch }) });
  const usual = wayOver(isOwn ? 'include' : 'omit', clientOf(server, fetch));
  const around = wayOver(isOwn ? 'omit' : 'include', clientOf(server, unasked(fetch)));
  const unreachable = new CallError('server-unreachable', `The call server at ${server} does not answer.`);
  const lost = new CallError('connection-lost', `The connection to the call server at ${server} was lost.`);

  /** The way that was found last, and for which pool. Batches and farewells go over it: no stream has opened over another. */
  let found = { pool: 0, way: usual };
  async function over(pool: number, signal: AbortSignal): Promise<Way> {
    // Whoever comes into a room begins at 0, and has just passed the entrance.
    if (pool === 0) found = { pool, way: usual };
    else if (pool !== found.pool) found = { pool, way: await findLivingWay({ ways: [usual, around], clock, signal }) };
    return found.way;
  }

  return {
    async *join(request, { signal, pool }) {
      let opened = false;
      try {
        const { client, credentials } = await over(pool, signal);
        const options: RpcOptions = { abort: signal, fetchInit: { credentials } };
        for await (const response of client.join(request, options).responses) {
          opened = true;
          yield response;
        }
      } catch (thrown) {
        if (!signal.aborted) throw toCallError(thrown, opened ? lost : unreachable);
      }
    },

    async send(request, { signal }) {
      const { client, credentials } = found.way;
      try {
        return await client.send(request, { abort: signal, fetchInit: { credentials } }).response;
      } catch (thrown) {
        throw toCallError(thrown, lost);
      }
    },

    async leave(request) {
      // `keepalive` lets the request outlive the page; not everywhere that lets it ask first.
      const options: RpcOptions = { fetchInit: { credentials: found.way.credentials, keepalive: true } };
      try {
        return await around.client.leave(request, options).response;
      } catch (thrown) {
        throw toCallError(thrown, lost);
      }
    },

    async getIceServers(request, { signal }) {
      const { client, credentials } = found.way;
      try {
        return await client.getIceServers(request, { abort: signal, fetchInit: { credentials } }).response;
      } catch (thrown) {
        throw toCallError(thrown, lost);
      }
    },
  };
}

function clientOf(server: string, fetch: typeof globalThis.fetch): SignalingServiceClient {
  return new SignalingServiceClient(new GrpcWebFetchTransport({ baseUrl: server, format: 'binary', fetch }));
}

/** Requests with headers of which a browser does not ask the server first (Fetch standard, "CORS-safelisted request-header"). */
function unasked(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => fetch(input, { ...init, headers: { 'content-type': 'text/plain' } });
}

/**
 * Any answer shows that the connection lives, also one that a page may not read. The server's own makes it the last over
 * that connection, so that the way found has a new one for the stream, and the other none that the next blackout kills.
 */
async function askForLife(
  server: string,
  { fetch, ...init }: Pick<RequestInit, 'credentials' | 'signal'> & Pick<GrpcWebTransportOptions, 'fetch'>,
): Promise<void> {
  const response = await fetch(`${server}/rtc-call/alive`, { ...init, mode: 'no-cors', cache: 'no-store' });
  await response.arrayBuffer();
}
