import { GrpcWebFetchTransport } from '@protobuf-ts/grpcweb-transport';
import type { RpcOptions } from '@protobuf-ts/runtime-rpc';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { CallError } from '../errors/call-error.ts';
import { toCallError } from './signaling-error.ts';
import type { SignalingTransport } from './signaling-transport.ts';

/**
 * Which connections a call goes over, by the last bit of its pool. A browser
 * keeps those that may carry cookies apart from those that may not (Fetch
 * standard, "Connections"), so the other mode is the way around a connection that
 * is stuck. The first is the one in which the page itself came from this server,
 * if it did: the other has no connection yet that may be stuck as well. The
 * server reads no cookies.
 */
function poolsFor(server: string, pageOrigin: string): readonly [RequestCredentials, RequestCredentials] {
  return server === pageOrigin ? ['include', 'omit'] : ['omit', 'include'];
}

/** Reaches the signaling service of `server` (a URL's origin) over gRPC-Web, from a page of this origin. */
export function grpcWebTransport(
  server: string,
  fetch: typeof globalThis.fetch,
  pageOrigin: string,
): SignalingTransport {
  const pools = poolsFor(server, pageOrigin);
  const over = (pool: number) => ({ credentials: pools[pool % 2 === 0 ? 0 : 1] });
  const transport = new GrpcWebFetchTransport({ baseUrl: server, format: 'binary', fetch });
  const client = new SignalingServiceClient(transport);
  const unreachable = new CallError('server-unreachable', `The call server at ${server} does not answer.`);
  const lost = new CallError('connection-lost', `The connection to the call server at ${server} was lost.`);

  return {
    async *join(request, { signal, pool }) {
      let opened = false;
      try {
        const options: RpcOptions = { abort: signal, fetchInit: over(pool) };
        for await (const response of client.join(request, options).responses) {
          opened = true;
          yield response;
        }
      } catch (thrown) {
        if (!signal.aborted) throw toCallError(thrown, opened ? lost : unreachable);
      }
    },

    async send(request, { signal, pool }) {
      try {
        return await client.send(request, { abort: signal, fetchInit: over(pool) }).response;
      } catch (thrown) {
        throw toCallError(thrown, lost);
      }
    },

    async leave(request, { pool }) {
      // `keepalive` lets the request outlive the page.
      const options: RpcOptions = { fetchInit: { ...over(pool), keepalive: true } };
      try {
        return await client.leave(request, options).response;
      } catch (thrown) {
        throw toCallError(thrown, lost);
      }
    },
  };
}
