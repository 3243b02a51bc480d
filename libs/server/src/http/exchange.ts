import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Http2ServerRequest, Http2ServerResponse } from 'node:http2';

/** A request of node:http, or of the compatibility API of node:http2. */
export type HttpRequest = IncomingMessage | Http2ServerRequest;

/** A response of node:http, or of the compatibility API of node:http2. */
export type HttpResponse = ServerResponse | Http2ServerResponse;

/** Answers one request. */
export type HttpHandler = (request: HttpRequest, response: HttpResponse) => void;

/** The path of a request, as it was sent and without the query. */
export function pathOf(request: HttpRequest): string {
  const url = request.url ?? '/';
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}

/** The host and port that the client thinks it talks to: `:authority` in HTTP/2, `host` in HTTP/1.1. */
export function authorityOf(request: HttpRequest): string | undefined {
  const authority = request.headers[':authority'];
  return typeof authority === 'string' ? authority : request.headers.host;
}
