import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';

/** A request of node:http, or of the compatibility API of node:http2. */
export type HttpRequest = IncomingMessage | Http2ServerRequest;

/** A response of node:http, or of the compatibility API of node:http2. */
export type HttpResponse = ServerResponse | Http2ServerResponse;

/** Whether the client is already gone, so that no `close` event will come any more. */
export function isGone(response: HttpResponse): boolean {
  // Once an HTTP/2 stream is closed, the compatibility API has no stream to show.
  return 'stream' in response ? (response.stream?.destroyed ?? true) : response.destroyed;
}

/** The path of the request's URL, without the query. */
export function pathOf(request: HttpRequest): string {
  const url = request.url ?? '';
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

/** The value of a header that may only come once. Node joins repeated ones with a comma. */
export function headerOf(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** The other end of the request's connection, as `address:port`, like the getPeer() of grpc-js. */
export function peerOf({ socket }: HttpRequest): string {
  return `${socket.remoteAddress ?? 'unknown'}:${socket.remotePort ?? 0}`;
}

/** Sends the headers before there is a body. */
export function flushHeaders(response: HttpResponse): void {
  if ('stream' in response) response.writeHead(response.statusCode);
  else response.flushHeaders();
}

/** Writes a piece of the body. False asks to wait for `drain`. */
export function writeChunk(response: HttpResponse, chunk: Uint8Array | string): boolean {
  return 'stream' in response ? response.write(chunk) : response.write(chunk);
}
