import type { HttpRequest, HttpResponse } from './exchange.ts';
import { leadToNewConnection } from './goaway.ts';
import type { Reply } from './reply.ts';

/** Where a page asks whether a connection still leads here. */
export const ALIVE_PATH = '/rtc-call/alive';

/**
 * Readable from any origin, and the last new request over its connection: a
 * page that asks has reason to mistrust the connections it has, so what follows
 * comes over a new one. What is under way goes on.
 */
export function aliveReply(request: HttpRequest, response: HttpResponse): Reply {
  if ('stream' in response && response.stream.session !== undefined) leadToNewConnection(response.stream.session);
  return {
    status: 204,
    headers: {
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      ...(request.httpVersionMajor === 1 && { connection: 'close' }),
    },
    body: '',
  };
}
