import type { JoinRequest, JoinResponse } from '@rtc-call/contract';
import type { SignalingCallOptions, SignalingTransport } from '../signaling/signaling-transport.ts';

/**
 * The transport of a page: when the page is gone its streams are closed, its
 * requests abandoned, and nobody hears what came of them. Only a Leave goes out
 * all the same, as a request with `keepalive` does.
 */
export class MortalTransport implements SignalingTransport {
  readonly #transport: SignalingTransport;
  /** What abandons each call that is under way. */
  readonly #calls = new Set<() => void>();
  #isGone = false;

  constructor(transport: SignalingTransport) {
    this.#transport = transport;
  }

  async *join(request: JoinRequest, options: SignalingCallOptions): AsyncGenerator<JoinResponse, void> {
    const { signal, end } = this.#begin(options.signal);
    try {
      yield* this.#transport.join(request, { ...options, signal });
    } finally {
      end();
      // One of its own: what waits for a promise that lives on, lives as long.
      if (this.#isGone) await new Promise<never>(() => {});
    }
  }

  send(...[request, options]: Parameters<SignalingTransport['send']>): ReturnType<SignalingTransport['send']> {
    const { signal, end } = this.#begin(options.signal);
    return this.#heard(this.#transport.send(request, { ...options, signal }), end);
  }

  leave(...[request, options]: Parameters<SignalingTransport['leave']>): ReturnType<SignalingTransport['leave']> {
    return this.#heard(this.#transport.leave(request, options), () => {});
  }

  getIceServers(
    ...[request, options]: Parameters<SignalingTransport['getIceServers']>
  ): ReturnType<SignalingTransport['getIceServers']> {
    const { signal, end } = this.#begin(options.signal);
    return this.#heard(this.#transport.getIceServers(request, { ...options, signal }), end);
  }

  /** The page is gone. */
  stop(): void {
    this.#isGone = true;
    for (const abandon of [...this.#calls]) abandon();
  }

  /** A call that is abandoned by its caller, or when the page is gone. */
  #begin(caller: AbortSignal): { signal: AbortSignal; end: () => void } {
    const call = new AbortController();
    const abandon = () => call.abort();
    this.#calls.add(abandon);
    caller.addEventListener('abort', abandon);
    if (caller.aborted || this.#isGone) abandon();
    const end = () => {
      this.#calls.delete(abandon);
      caller.removeEventListener('abort', abandon);
    };
    return { signal: call.signal, end };
  }

  #heard<T>(answer: Promise<T>, end: () => void): Promise<T> {
    return new Promise((resolve, reject) => {
      answer.finally(end).then(
        (value) => this.#isGone || resolve(value),
        (error: unknown) => this.#isGone || reject(error),
      );
    });
  }
}
