import { RpcError, type MethodInfo, type RpcMetadata } from '@protobuf-ts/runtime-rpc';
import { CallContext } from './call-context.ts';
import { decompress, parseEncoding } from './compression.ts';
import type { Format } from './content-type.ts';
import { cutUnlessRead } from './cut-unread.ts';
import { GrpcWebError, isRpcError } from './grpc-web-error.ts';
import { type HttpRequest, type HttpResponse, headerOf, isGone, peerOf } from './http.ts';
import { encodeMetadata, type MetadataEntry, readMetadata } from './metadata.ts';
import type { Settings } from './options.ts';
import { RequestBody } from './request-body.ts';
import { ResponseStream } from './response-stream.ts';
import { ResponseWriter } from './response-writer.ts';
import type { MethodTarget } from './service.ts';
import { isStatusCode } from './status-code.ts';
import { atDeadline, NO_DEADLINE, parseTimeout } from './timeout.ts';
import { type FinalStatus, trailerEntries } from './trailers.ts';

/** A request that was admitted as a gRPC-Web call. */
export interface CallRequest {
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly path: string;
  /** Undefined where the path names no method. */
  readonly target: MethodTarget | undefined;
  readonly requestFormat: Format;
  readonly responseFormat: Format;
}

type CallState =
  /** The request is being read; no handler runs yet. */
  | { readonly name: 'reading' }
  /** The handler runs. */
  | { readonly name: 'running'; readonly context: CallContext }
  /** The response is complete, or nobody is there to take it. The handler may still be on its way out. */
  | { readonly name: 'ended'; readonly reason: unknown };

/** Carries one call from its request to the end of its response. */
export class Call {
  readonly #call: CallRequest;
  readonly #settings: Settings;
  readonly #body: RequestBody;
  readonly #writer: ResponseWriter;
  readonly #startedAt = performance.now();
  #state: CallState = { name: 'reading' };
  #stopTimers: (() => void)[] = [];

  constructor(call: CallRequest, settings: Settings) {
    this.#call = call;
    this.#settings = settings;
    this.#body = new RequestBody(call.request);
    this.#writer = new ResponseWriter(call.response, call.responseFormat, call.target?.kind === 'server-stream');
  }

  /** Reads the request, runs the handler and answers. Resolves when the handler is done too; never rejects. */
  async run(): Promise<void> {
    this.#watchClient();
    // The client was gone before; nothing of the request would come any more.
    if (this.#state.name === 'ended') return;
    try {
      await this.#serve();
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Ends the call with an error, for the client and for the handler. Does nothing to a call that has ended. */
  cancel(error: RpcError): void {
    if (this.#state.name === 'ended') return;
    const context = this.#state.name === 'running' ? this.#state.context : undefined;
    this.#endFailed(error);
    context?.cancel();
  }

  async #serve(): Promise<void> {
    const { request, requestFormat } = this.#call;
    const { maxRequestBytes } = this.#settings;
    const target = this.#servableTarget();
    const deadline = this.#startDeadline();
    const encoding = parseEncoding(headerOf(request, 'grpc-encoding'));
    const headers = readMetadata(request.rawHeaders);
    const frame = await this.#body.read(requestFormat, maxRequestBytes);
    const input = parse(target.method, await decompress(frame, encoding, maxRequestBytes));
    if (this.#state.name === 'ended') return;
    const context = new CallContext({
      method: target.method,
      headers,
      peer: peerOf(request),
      deadline,
      sendResponseHeaders: (metadata) => this.#sendHeaders(metadata),
      onFault: (error) => this.#fault(error),
    });
    this.#state = { name: 'running', context };
    if (target.kind === 'unary') {
      const output = await target.run(input, context);
      this.#completed(context, target.method.O.toBinary(output));
    } else {
      this.#startHeaderTimer();
      await target.run(input, this.#responseStream(target.method), context);
      this.#completed(context);
    }
  }

  #servableTarget(): Exclude<MethodTarget, { kind: 'client-stream' }> {
    const { target, path } = this.#call;
    if (target === undefined) throw new GrpcWebError('method-unknown', `There is no method ${path} here.`);
    if (target.kind === 'client-stream') {
      throw new GrpcWebError(
        'method-not-servable',
        `${path} streams its requests, which gRPC-Web cannot carry. It can be called by gRPC over HTTP/2.`,
      );
    }
    return target;
  }

  #watchClient(): void {
    const { request, response } = this.#call;
    const gone = () => this.#clientGone();
    // What goes wrong with a connection ends in `close`, which says all that matters here.
    request.on('error', () => {});
    response.on('error', gone);
    if (isGone(response)) gone();
    else response.once('close', gone);
    // Node leaves it off for HTTP/1.1 on a server made by node:http2.
    if (request.httpVersionMajor === 1) request.socket.setNoDelay(true);
  }

  #clientGone(): void {
    this.cancel(new GrpcWebError('client-gone', 'The client has closed the call.'));
  }

  /** Returns the deadline in milliseconds since the epoch. */
  #startDeadline(): number {
    const header = headerOf(this.#call.request, 'grpc-timeout');
    if (header === undefined) return NO_DEADLINE;
    const deadline = Date.now() + parseTimeout(header);
    this.#stopTimers.push(
      atDeadline(deadline, () =>
        this.cancel(new GrpcWebError('deadline-exceeded', `The call did not end within its timeout of ${header}.`)),
      ),
    );
    return deadline;
  }

  #startHeaderTimer(): void {
    const delay = this.#settings.streamHeadersWithinMs;
    const open = () => {
      if (!this.#writer.opened) this.#writer.open([]);
    };
    if (delay === 0) open();
    else if (delay !== Number.POSITIVE_INFINITY) {
      const timer = setTimeout(open, delay);
      this.#stopTimers.push(() => clearTimeout(timer));
    }
  }

  #sendHeaders(metadata: RpcMetadata): void {
    if (this.#state.name === 'ended') return;
    if (this.#writer.opened) throw new Error('The headers of the response have already been sent.');
    this.#writer.open(this.#encodeMetadata(metadata));
  }

  #responseStream(method: MethodInfo<object, object>): ResponseStream {
    return new ResponseStream(method, this.#writer, {
      endedBecause: () => (this.#state.name === 'ended' ? this.#state.reason : undefined),
      onMisuse: (error) => {
        this.#fault(error);
        this.cancel(handlerFault());
      },
    });
  }

  #completed(context: CallContext, message?: Uint8Array): void {
    if (this.#state.name === 'ended') return;
    const { code, detail } = context.status;
    if (code !== 'OK') {
      this.#failed(new RpcError(detail, code, context.trailers));
      return;
    }
    const trailers = this.#encodeMetadata(context.trailers);
    this.#end({ code, message: '' }, undefined, (entries) => this.#writer.end(entries, message), trailers);
  }

  /** The request cannot be served, or the handler has failed; a call that has ended only notes what is worth it. */
  #failed(error: unknown): void {
    if (this.#state.name === 'ended') {
      const expected = error === this.#state.reason || isRpcError(error) || isAbort(error);
      if (!expected) this.#fault(error);
      return;
    }
    if (isRpcError(error) && isStatusCode(error.code) && error.code !== 'OK') {
      this.#endFailed(error);
    } else {
      this.#fault(error);
      this.#endFailed(handlerFault());
    }
  }

  #endFailed(error: RpcError): void {
    const code = isStatusCode(error.code) ? error.code : 'UNKNOWN';
    const metadata = this.#encodeMetadata({ ...this.#describe(error), ...error.meta });
    const send = isGone(this.#call.response) ? () => {} : (entries: MetadataEntry[]) => this.#writer.endFailed(entries);
    this.#end({ code, message: error.message }, error, send, metadata);
  }

  #end(
    status: FinalStatus,
    reason: unknown,
    send: (trailers: MetadataEntry[]) => void,
    metadata: readonly MetadataEntry[],
  ): void {
    this.#state = { name: 'ended', reason: reason ?? new Error('The call has ended.') };
    for (const stop of this.#stopTimers.splice(0)) stop();
    send(trailerEntries(status, metadata));
    this.#writer.unblock(this.#state.reason);
    cutUnlessRead(this.#call.response, this.#settings.endReadWithinMs);
    this.#body.discard(this.#state.reason);
    const durationMs = performance.now() - this.#startedAt;
    this.#settings.onCallEnd({ path: this.#call.path, ...status, durationMs });
  }

  #describe(error: RpcError): RpcMetadata {
    try {
      return this.#settings.describeError(error);
    } catch (fault) {
      this.#fault(fault);
      return {};
    }
  }

  #encodeMetadata(metadata: RpcMetadata): readonly MetadataEntry[] {
    const { entries, refused } = encodeMetadata(metadata);
    for (const key of refused) this.#fault(new TypeError(`The metadata "${key}" cannot be sent and was left out.`));
    return entries;
  }

  #fault(error: unknown): void {
    this.#settings.onFault(error, this.#call.path);
  }
}

function parse(method: MethodInfo<object, object>, bytes: Uint8Array): object {
  try {
    return method.I.fromBinary(bytes);
  } catch {
    throw new GrpcWebError('message-malformed', `The request message is no ${method.I.typeName}.`);
  }
}

/** What the client is told of a fault: nothing of its details. */
function handlerFault(): GrpcWebError {
  return new GrpcWebError('handler-fault', 'The server has failed to do this.');
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
