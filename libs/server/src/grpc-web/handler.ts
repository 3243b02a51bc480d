import type { RpcError } from '@protobuf-ts/runtime-rpc';
import { Call } from './call.ts';
import { allowOrigin, answerPreflight, originCheck } from './cors.ts';
import { GrpcWebError } from './grpc-web-error.ts';
import { type HttpRequest, type HttpResponse, headerOf, pathOf } from './http.ts';
import { type GrpcWebOptions, settingsOf } from './options.ts';
import { type Refusal, refuse } from './refusal.ts';
import { discardBody } from './request-body.ts';
import { routeOf } from './route.ts';
import { methodTable } from './service.ts';

/** Serves gRPC-Web on any server of node:http or node:http2 whose requests it is given. */
export interface GrpcWebHandler {
  /**
   * Answers a gRPC-Web call or its preflight and returns true. Returns false,
   * and has touched nothing, if the request is something else.
   */
  handle(request: HttpRequest, response: HttpResponse): boolean;

  /** How many calls are under way: being read, or with a handler that has not returned. */
  readonly active: number;

  /** Ends all running calls with an error, by default UNAVAILABLE. Their handlers are cancelled. */
  cancelAll(reason?: RpcError): void;

  /**
   * cancelAll(), and whatever comes later ends in the same way. Resolves when
   * the last handler has returned.
   */
  close(reason?: RpcError): Promise<void>;
}

/**
 * Makes a handler for the services. Throws a TypeError or RangeError, in words,
 * if an option makes no sense.
 */
export function createGrpcWebHandler(options: GrpcWebOptions): GrpcWebHandler {
  const settings = settingsOf(options);
  const isAllowed = originCheck(options.allowedOrigins);
  const methods = methodTable(options.services);
  const prefixes = new Set(options.services.map(({ info }) => `/${info.typeName}/`));
  const running = new Map<Call, Promise<void>>();
  let closedWith: RpcError | undefined;

  const refuseInWords = (request: HttpRequest, response: HttpResponse, refusal: Refusal) => {
    settings.onRefusal(refusal, pathOf(request));
    // What goes wrong with a connection is no longer of interest.
    request.on('error', () => {});
    response.on('error', () => {});
    refuse(request, response, refusal);
    discardBody(request);
  };

  const cancelAll = (reason: RpcError = shuttingDown()) => {
    for (const call of [...running.keys()]) call.cancel(reason);
  };

  return {
    handle(request, response) {
      const route = routeOf(request, prefixes);
      if (route.kind === 'other') return false;
      if (!isAllowed(request)) {
        response.setHeader('vary', 'Origin');
        refuseInWords(request, response, originRefused(request));
        return true;
      }
      allowOrigin(request, response, settings.allowCredentials);
      if (route.kind === 'preflight') {
        answerPreflight(request, response, settings.preflightMaxAgeSeconds);
      } else if (route.kind === 'refused') {
        refuseInWords(request, response, route.refusal);
      } else {
        const path = pathOf(request);
        const call = new Call({ ...route, request, response, path, target: methods.get(path) }, settings);
        const done = call.run().finally(() => running.delete(call));
        running.set(call, done);
        if (closedWith !== undefined) call.cancel(closedWith);
      }
      return true;
    },

    get active() {
      return running.size;
    },

    cancelAll,

    async close(reason = shuttingDown()) {
      closedWith ??= reason;
      cancelAll(reason);
      await Promise.all(running.values());
    },
  };
}

function shuttingDown(): GrpcWebError {
  return new GrpcWebError('shutting-down', 'The server is shutting down.');
}

function originRefused(request: HttpRequest): Refusal {
  const origin = headerOf(request, 'origin');
  return {
    httpStatus: 403,
    message:
      origin === undefined
        ? 'This server takes calls only from pages whose origin it allows, and this request names none.'
        : `This server does not allow calls from pages of the origin ${origin}.`,
    headers: {},
  };
}
