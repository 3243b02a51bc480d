import { exposeHeaders } from './cors.ts';
import { encodeGrpcMessage } from './grpc-message.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import { STATUS_NUMBERS, type StatusCode } from './status-code.ts';

/** Why a request is answered by plain HTTP, before it is a call. */
export interface Refusal {
  readonly httpStatus: 403 | 405 | 415;
  /** What went wrong and what would be right, in a sentence. */
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The status code that gRPC clients make of the HTTP status. */
const CODES: Readonly<Record<Refusal['httpStatus'], StatusCode>> = {
  403: 'PERMISSION_DENIED',
  405: 'UNKNOWN',
  415: 'UNKNOWN',
};

/** Answers in words: in the body for a person, in `grpc-message` for a client. */
export function refuse(request: HttpRequest, response: HttpResponse, refusal: Refusal): void {
  response.statusCode = refusal.httpStatus;
  for (const [name, value] of Object.entries(refusal.headers)) response.setHeader(name, value);
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('cache-control', 'no-store');
  response.setHeader('grpc-status', String(STATUS_NUMBERS[CODES[refusal.httpStatus]]));
  response.setHeader('grpc-message', encodeGrpcMessage(refusal.message));
  exposeHeaders(response, []);
  const body = `${refusal.message}\n`;
  response.setHeader('content-length', String(Buffer.byteLength(body)));
  if (request.method === 'HEAD') response.end();
  else response.end(body);
}
