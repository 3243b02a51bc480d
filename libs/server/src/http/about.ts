import { authorityOf, type HttpRequest } from './exchange.ts';
import type { OriginPolicy } from './origin-policy.ts';
import type { Reply } from './reply.ts';

/** Where a page asks what server this is, before it opens a stream. */
export const ABOUT_PATH = '/rtc-call/about';

/** What GET /rtc-call/about answers. */
export interface About {
  readonly name: 'rtc-call';
  /** The server's version. */
  readonly version: string;
  /** The protobuf package of the contract. */
  readonly contract: 'rtccall.v1';
  readonly origin: {
    /** The origin of the page that asks; null where the request names none. */
    readonly value: string | null;
    /** Whether a page of that origin may use the API; without one, whether a page of the server's own may. */
    readonly allowed: boolean;
  };
}

/**
 * Readable from any origin: a page whose origin is refused would otherwise see
 * nothing but a failed fetch. `Timing-Allow-Origin` lets it see by which HTTP
 * version the answer came (PerformanceResourceTiming.nextHopProtocol).
 */
export function aboutReply(request: HttpRequest, version: string, admits: OriginPolicy): Reply {
  const { origin } = request.headers;
  const about: About = {
    name: 'rtc-call',
    version,
    contract: 'rtccall.v1',
    origin: { value: origin ?? null, allowed: admitsPage(origin, authorityOf(request), admits) },
  };
  return {
    status: 200,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'timing-allow-origin': '*',
    },
    body: JSON.stringify(about),
  };
}

/**
 * A page of the server's own leaves its origin out when it asks, but not when it calls. It then has the scheme that the
 * browser sees, which a proxy may have changed.
 */
function admitsPage(origin: string | undefined, authority: string | undefined, admits: OriginPolicy): boolean {
  if (origin !== undefined || authority === undefined) return admits(origin, authority);
  return ['http', 'https'].some((scheme) => {
    const own = URL.parse(`${scheme}://${authority}`)?.origin;
    return own !== undefined && admits(own, authority);
  });
}
