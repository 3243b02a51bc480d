/** A request that a test answers. */
export interface AskedRequest {
  readonly url: string;
  readonly init: RequestInit;
  readonly answer: PromiseWithResolvers<Response>;
}

/** A server at the end of `fetch`: each request waits until a test answers it, or until it is aborted. */
export class AskedServer {
  readonly requests: AskedRequest[] = [];

  readonly fetch: typeof globalThis.fetch = (input, init = {}) => {
    const answer = Promise.withResolvers<Response>();
    const abort = () => answer.reject(new DOMException('Aborted', 'AbortError'));
    init.signal?.addEventListener('abort', abort);
    if (init.signal?.aborted === true) abort();
    this.requests.push({ url: input instanceof Request ? input.url : String(input), init, answer });
    return answer.promise;
  };

  /** The requests for `path`, in this mode or in any. */
  asked(path: string, credentials?: RequestCredentials): readonly AskedRequest[] {
    return this.requests.filter(
      ({ url, init }) => url.endsWith(path) && (credentials === undefined || init.credentials === credentials),
    );
  }
}
