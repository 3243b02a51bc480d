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
    /** Whether a page of that origin may use the API. */
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
    origin: { value: origin ?? null, allowed: admits(origin, authorityOf(request)) },
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
