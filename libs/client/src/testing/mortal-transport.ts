import type { JoinRequest, JoinResponse } from '@rtc-call/contract';
import type { SignalingCallOptions, SignalingTransport } from '../signaling/signaling-transport.ts';

/**
 * The transport of a page: when the page is gone its streams are closed, its
 * requests abandoned, and nobody hears what came of them. Only a Leave goes out
 * all the same, as a request with `keepalive` does.
 */
export class MortalTransport implements SignalingTransport {
  readonly #transport: SignalingTransport;
  readonly #gone = new AbortController();

  constructor(transport: SignalingTransport) {
    this.#transport = transport;
  }

  async *join(request: JoinRequest, options: SignalingCallOptions): AsyncGenerator<JoinResponse, void> {
    try {
      yield* this.#transport.join(request, this.#mortal(options));
    } finally {
      if (this.#gone.signal.aborted) await NEVER;
    }
  }

  send(...[request, options]: Parameters<SignalingTransport['send']>): ReturnType<SignalingTransport['send']> {
    return this.#heard(this.#transport.send(request, this.#mortal(options)));
  }

  leave(...[request, options]: Parameters<SignalingTransport['leave']>): ReturnType<SignalingTransport['leave']> {
    return this.#heard(this.#transport.leave(request, options));
  }

  /** The page is gone. */
  stop(): void {
    this.#gone.abort();
  }

  #mortal(options: SignalingCallOptions): SignalingCallOptions {
    return { ...options, signal: AbortSignal.any([options.signal, this.#gone.signal]) };
  }

  #heard<T>(answer: Promise<T>): Promise<T> {
    const { signal } = this.#gone;
    return new Promise((resolve, reject) => {
      answer.then(
        (value) => signal.aborted || resolve(value),
        (error: unknown) => signal.aborted || reject(error),
      );
    });
  }
}

const NEVER = new Promise<never>(() => {});
