import { type Format, CONTENT_TYPES, claimsGrpcWeb, requestFormat, responseFormat } from './content-type.ts';
import { isPreflight } from './cors.ts';
import { type HttpRequest, headerOf, pathOf } from './http.ts';
import type { Refusal } from './refusal.ts';

/** What a request is to the adapter. */
export type Route =
  /** Nothing of ours; somebody else answers. */
  | { readonly kind: 'other' }
  /** A browser asks whether its page may call. */
  | { readonly kind: 'preflight' }
  /** Meant for us, but not as gRPC-Web has it. */
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** A call, though perhaps of a method that does not exist. */
  | { readonly kind: 'call'; readonly requestFormat: Format; readonly responseFormat: Format };

/**
 * Tells what a request is. Ours is whatever goes to a path of a known service,
 * and elsewhere what says itself that it is gRPC-Web.
 *
 * @param prefixes The paths of the known services: `/package.Service/`.
 */
export function routeOf(request: HttpRequest, prefixes: ReadonlySet<string>): Route {
  const path = pathOf(request);
  const known = prefixes.has(path.slice(0, path.lastIndexOf('/') + 1));
  if (isPreflight(request)) return known || asksForGrpcWeb(request) ? { kind: 'preflight' } : { kind: 'other' };
  const contentType = headerOf(request, 'content-type');
  if (!known && !claimsGrpcWeb(contentType)) return { kind: 'other' };
  if (request.method !== 'POST') return { kind: 'refused', refusal: METHOD_REFUSED };
  const format = requestFormat(contentType);
  if (format === undefined) return { kind: 'refused', refusal: CONTENT_TYPE_REFUSED };
  return { kind: 'call', requestFormat: format, responseFormat: responseFormat(headerOf(request, 'accept'), format) };
}

const METHOD_REFUSED: Refusal = {
  httpStatus: 405,
  message: 'A gRPC-Web call is a POST request.',
  headers: { allow: 'POST, OPTIONS' },
};

const CONTENT_TYPE_REFUSED: Refusal = {
  httpStatus: 415,
  message: `The content type of a call must be one of ${CONTENT_TYPES}.`,
  headers: { 'accept-post': 'application/grpc-web+proto, application/grpc-web-text+proto' },
};

function asksForGrpcWeb(request: HttpRequest): boolean {
  const asked = headerOf(request, 'access-control-request-headers') ?? '';
  return asked.split(',').some((name) => name.trim().toLowerCase() === 'x-grpc-web');
}
