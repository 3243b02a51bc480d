import { ABOUT_PATH, aboutReply } from './about.ts';
import { ALIVE_PATH, aliveReply } from './alive.ts';
import { type HttpHandler, type HttpRequest, type HttpResponse, pathOf } from './exchange.ts';
import type { ReadinessState } from '../readiness.ts';
import type { TurnUrlState } from '../turn/proof/turn-watch.ts';
import type { OriginPolicy } from './origin-policy.ts';
import { READY_PATH, readyReply } from './ready.ts';
import { type Reply, sendReply, sentence } from './reply.ts';
import { BUNDLE_HEADERS, PAGE_HEADERS } from './security-headers.ts';
import type { StaticFile, StaticFolder } from './static-folder.ts';
import { staticReply } from './static-reply.ts';

/** What the HTTP port serves. */
export interface Routes {
  readonly version: string;
  readonly admits: OriginPolicy;
  readonly readiness: () => ReadinessState;
  /** What is known of the TURN servers. */
  readonly turn: () => readonly TurnUrlState[];
  /** Answers what is a gRPC-Web call or its preflight; false where a request is neither. */
  readonly grpcWeb: (request: HttpRequest, response: HttpResponse) => boolean;
  /** The element's bundle: `/rtc-call.js` and its chunks below `/rtc-call/`. Null where it is not built. */
  readonly bundle: StaticFolder | null;
  /** The demo's pages. Null where there is none. */
  readonly demo: StaticFolder | null;
}

/** Sends each request to what answers it. */
export function createRouter(routes: Routes): HttpHandler {
  return (request, response) => {
    if (!routes.grpcWeb(request, response)) sendReply(request, response, reply(request, response, routes));
  };
}

function reply(request: HttpRequest, response: HttpResponse, routes: Routes): Reply {
  const path = pathOf(request);
  if (path === ABOUT_PATH) {
    return preflight(request) ?? onlyReading(request) ?? aboutReply(request, routes.version, routes.admits);
  }
  if (path === ALIVE_PATH) return preflight(request) ?? onlyReading(request) ?? aliveReply(request, response);
  if (path === READY_PATH) return onlyReading(request) ?? readyReply(routes.readiness(), routes.turn());
  if (path === '/rtc-call.js' || path.startsWith('/rtc-call/')) {
    const file = routes.bundle?.get(path);
    if (file === undefined) return missingFromBundle(path, routes.bundle);
    return preflight(request) ?? onlyReading(request) ?? staticReply(request, file, BUNDLE_HEADERS);
  }
  const file = page(path, routes.demo);
  if (file === undefined) return missingPage(path, routes.demo);
  return onlyReading(request) ?? staticReply(request, file, PAGE_HEADERS);
}

/** `/` is index.html, and `/call` is call.html. */
function page(path: string, demo: StaticFolder | null): StaticFile | undefined {
  return demo?.get(path === '/' ? '/index.html' : path) ?? demo?.get(`${path}.html`);
}

/** A plain GET needs none, but a browser may ask before it lets a public page reach a private network. */
function preflight(request: HttpRequest): Reply | null {
  if (request.method !== 'OPTIONS') return null;
  return {
    status: 204,
    headers: { ...BUNDLE_HEADERS, 'access-control-allow-methods': 'GET, HEAD', 'access-control-max-age': '86400' },
    body: '',
  };
}

function onlyReading(request: HttpRequest): Reply | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  return sentence(405, `${pathOf(request)} can only be read: use GET.`, { allow: 'GET, HEAD' });
}

function missingFromBundle(path: string, bundle: StaticFolder | null): Reply {
  const why =
    bundle === null
      ? 'The element is not built yet. `npm start` builds it.'
      : `There is no ${path} in the element's bundle. Load /rtc-call.js, which knows its own parts.`;
  return sentence(404, why, { 'access-control-allow-origin': '*' });
}

function missingPage(path: string, demo: StaticFolder | null): Reply {
  if (demo === null && path === '/') {
    return sentence(404, 'This is an rtc-call server, and it serves no demo: its folder is not there.');
  }
  return sentence(404, `There is nothing at ${path}. The start page is at /.`);
}
