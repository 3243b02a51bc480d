/** What came of asking a server who it is. */
export interface ProbeResponse {
  readonly status: number;
  /** The body as JSON; undefined where it is none. */
  readonly body: unknown;
  /** The protocol it came over, as an ALPN id such as `http/1.1` or `h2`; empty where the browser does not tell. */
  readonly protocol: string;
}

/** Plain HTTP, as far as a call needs it beside its signaling. */
export interface HttpPort {
  readonly fetch: typeof globalThis.fetch;
  /** A GET that also tells the protocol. Rejects when nothing answers, and when `signal` is aborted. */
  probe(url: string, signal: AbortSignal): Promise<ProbeResponse>;
}
