import type { Writable } from 'node:stream';
import type { HttpRequest, HttpResponse } from './exchange.ts';

/** A whole answer, ready to be sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Left out of the answer to HEAD. */
  readonly body: string | Uint8Array;
}

/** Sends it. The answer to HEAD has the same headers and no body (RFC 9110, section 9.3.2). */
export function sendReply(request: HttpRequest, response: HttpResponse, reply: Reply): void {
  response.statusCode = reply.status;
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
  if (reply.status !== 304 && reply.status !== 204) {
    response.setHeader('content-length', String(Buffer.byteLength(reply.body)));
  }
  const writable: Writable = response;
  if (request.method === 'HEAD' || reply.body.length === 0) writable.end();
  else writable.end(reply.body);
  // A body that nobody wants must still be read, or it blocks the next request of an HTTP/1.1 connection.
  request.resume();
}

/** An answer that is a sentence for a person. */
export function sentence(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: `${text}\n`,
  };
}
