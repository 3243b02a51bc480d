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
 * is stuck. The server reads no cookies.
 */
const CREDENTIALS: readonly RequestCredentials[] = ['omit', 'include'];

/** Reaches the signaling service of `server` (a URL's origin) over gRPC-Web. */
export function grpcWebTransport(server: string, fetch: typeof globalThis.fetch): SignalingTransport {
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

function over(pool: number): Pick<RequestInit, 'credentials'> {
  return { credentials: CREDENTIALS[pool % CREDENTIALS.length] ?? 'omit' };
}
