import { GrpcWebFetchTransport } from '@protobuf-ts/grpcweb-transport';
import type { RpcOptions } from '@protobuf-ts/runtime-rpc';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { CallError } from '../errors/call-error.ts';
import { toCallError } from './signaling-error.ts';
import type { SignalingTransport } from './signaling-transport.ts';

/** How long one Send may take before the connection counts as lost, in milliseconds. */
export const SEND_TIMEOUT_MS = 10_000;

/** Reaches the signaling service of `server` (a URL's origin) over gRPC-Web. */
export function grpcWebTransport(server: string, fetch: typeof globalThis.fetch): SignalingTransport {
  const transport = new GrpcWebFetchTransport({ baseUrl: server, format: 'binary', fetch });
  const client = new SignalingServiceClient(transport);
  const unreachable = new CallError('server-unreachable', `The call server at ${server} does not answer.`);
  const lost = new CallError('connection-lost', `The connection to the call server at ${server} was lost.`);

  return {
    async *join(request, signal) {
      let opened = false;
      try {
        for await (const response of client.join(request, { abort: signal }).responses) {
          opened = true;
          yield response;
        }
      } catch (thrown) {
        if (!signal.aborted) throw toCallError(thrown, opened ? lost : unreachable);
      }
    },

    async send(request, signal) {
      const timeout = AbortSignal.timeout(SEND_TIMEOUT_MS);
      try {
        return await client.send(request, { abort: AbortSignal.any([signal, timeout]) }).response;
      } catch (thrown) {
        throw toCallError(thrown, lost);
      }
    },

    async leave(request) {
      // `keepalive` lets the request outlive the page.
      const options: RpcOptions = { fetchInit: { keepalive: true } };
      try {
        return await client.leave(request, options).response;
      } catch (thrown) {
        throw toCallError(thrown, lost);
      }
    },
  };
}
