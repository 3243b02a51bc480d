import type { MethodInfo, RpcMetadata, RpcStatus, ServerCallContext } from '@protobuf-ts/runtime-rpc';

/** What a CallContext needs of its call. */
export interface CallContextInit {
  readonly method: MethodInfo;
  readonly headers: Readonly<RpcMetadata>;
  readonly peer: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly sendResponseHeaders: (headers: RpcMetadata) => void;
  /** Told what an onCancel() callback has thrown. */
  readonly onFault: (error: unknown) => void;
}

/**
 * What a handler knows of its call.
 *
 * Unlike ServerCallContextController of runtime-rpc, a callback given to
 * onCancel() after the cancellation is still called, one that throws or removes
 * itself does not keep another from its turn, and the end of a call is no
 * cancellation.
 */
export class CallContext implements ServerCallContext {
  readonly method: MethodInfo;
  readonly headers: Readonly<RpcMetadata>;
  /** The other end of the connection, as `address:port`. Behind a proxy that is the proxy. */
  readonly peer: string;
  readonly deadline: Date;
  trailers: RpcMetadata = {};
  status: RpcStatus = { code: 'OK', detail: '' };
  readonly #init: CallContextInit;
  readonly #listeners = new Map<symbol, () => void>();
  #cancelled = false;

  constructor(init: CallContextInit) {
    this.#init = init;
    this.method = init.method;
    this.headers = init.headers;
    this.peer = init.peer;
    this.deadline = new Date(init.deadline);
  }

  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** Sends the headers at once. They can be sent once, and only before the first message. */
  sendResponseHeaders(headers: RpcMetadata): void {
    this.#init.sendResponseHeaders(headers);
  }

  onCancel(callback: () => void): () => void {
    const key = Symbol();
    this.#listeners.set(key, callback);
    // Not before the caller has what removes the callback.
    if (this.#cancelled) queueMicrotask(() => this.#notify(key));
    return () => this.#listeners.delete(key);
  }

  /** Tells the handler that nobody waits for it any more. */
  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    for (const key of [...this.#listeners.keys()]) this.#notify(key);
  }

  #notify(key: symbol): void {
    const callback = this.#listeners.get(key);
    this.#listeners.delete(key);
    try {
      callback?.();
    } catch (error) {
      this.#init.onFault(error);
    }
  }
}
