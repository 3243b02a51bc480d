import type { HttpPort, ProbeResponse } from '../ports/http.ts';

/** The plain HTTP of a page: when the page is gone, nobody hears what came of it. */
export class MortalHttp implements HttpPort {
  readonly fetch: typeof globalThis.fetch;
  readonly #http: HttpPort;
  #isGone = false;

  constructor(http: HttpPort) {
    this.#http = http;
    this.fetch = http.fetch;
  }

  probe(url: string, signal: AbortSignal): Promise<ProbeResponse> {
    return new Promise((resolve, reject) => {
      this.#http.probe(url, signal).then(
        (response) => this.#isGone || resolve(response),
        (error: unknown) => this.#isGone || reject(error),
      );
    });
  }

  /** The page is gone. */
  stop(): void {
    this.#isGone = true;
  }
}
