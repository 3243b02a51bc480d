import { type HttpRequest, type HttpResponse, headerOf } from './http.ts';

/**
 * Which pages may call: the exact list of their origins (`https://example.org`,
 * no path, no wildcard), or a function that decides.
 *
 * The list admits requests without an `Origin` header too, since no page can
 * leave it out of a call; a function decides those as well. A page of the
 * server's own origin gets no special treatment: list it, or decide it.
 */
export type OriginPolicy = readonly string[] | ((origin: string | undefined, request: HttpRequest) => boolean);

/** Decides whether a request may be served, by its `Origin`. */
export type OriginCheck = (request: HttpRequest) => boolean;

/** What a page can always read of a response, besides the metadata in its headers. */
const ALWAYS_EXPOSED = ['grpc-status', 'grpc-message', 'grpc-status-details-bin'];

const HEADER_NAMES = /^[\w!#$%&'*+.^`|~-]+(?:\s*,\s*[\w!#$%&'*+.^`|~-]+)*$/;

const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@*]+$/;

/** Makes the check of a policy. Throws a TypeError if a listed text is no origin. */
export function originCheck(policy: OriginPolicy): OriginCheck {
  if (typeof policy === 'function') return (request) => policy(headerOf(request, 'origin'), request);
  const origins = new Set(policy);
  for (const origin of origins) assertOrigin(origin);
  return (request) => {
    const origin = headerOf(request, 'origin');
    return origin === undefined || origins.has(origin);
  };
}

/** Lets the admitted page, and no other, read what follows. */
export function allowOrigin(request: HttpRequest, response: HttpResponse, allowCredentials: boolean): void {
  response.setHeader('vary', 'Origin');
  const origin = headerOf(request, 'origin');
  if (origin === undefined) return;
  response.setHeader('access-control-allow-origin', origin);
  if (allowCredentials) response.setHeader('access-control-allow-credentials', 'true');
}

/** Lets the page read these headers of the response; does nothing where no page was admitted. */
export function exposeHeaders(response: HttpResponse, keys: Iterable<string>): void {
  if (!response.hasHeader('access-control-allow-origin')) return;
  response.setHeader('access-control-expose-headers', [...new Set([...ALWAYS_EXPOSED, ...keys])].join(', '));
}

/** Whether a request is the preflight of a gRPC-Web call, told by its headers alone. */
export function isPreflight(request: HttpRequest): boolean {
  return request.method === 'OPTIONS' && headerOf(request, 'access-control-request-method') !== undefined;
}

/** Answers the preflight of an admitted page. */
export function answerPreflight(request: HttpRequest, response: HttpResponse, maxAgeSeconds: number): void {
  const asked = headerOf(request, 'access-control-request-headers');
  response.statusCode = 204;
  response.setHeader('vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers');
  response.setHeader('access-control-allow-methods', 'POST');
  // Metadata can have any name, so whatever is asked for is allowed (PROTOCOL-WEB.md, "CORS preflight").
  if (asked !== undefined && HEADER_NAMES.test(asked)) response.setHeader('access-control-allow-headers', asked);
  response.setHeader('access-control-max-age', String(maxAgeSeconds));
  response.end();
}

function assertOrigin(origin: string): void {
  if (origin === 'null' || (ORIGIN.test(origin) && isNormal(origin))) return;
  throw new TypeError(
    `"${origin}" in allowedOrigins is no origin. An origin is a scheme, a host and, if it is not the usual one, a port, such as https://example.org:8443.`,
  );
}

/** Whether it is spelled as browsers spell it. They know how for their own schemes, not for chrome-extension:// and such. */
function isNormal(origin: string): boolean {
  const normal = URL.parse(origin)?.origin;
  return normal === origin || normal === 'null';
}
