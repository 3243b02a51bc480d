/** A server that was started. */
export interface RunningServer {
  /** Where the HTTP port is reached from this machine: an origin, without a slash at the end. */
  readonly url: string;
  /** Where other devices of the network reach it, too; empty when it listens on loopback only. */
  readonly networkUrls: readonly string[];
  readonly httpPort: number;
  readonly grpcPort: number;
  /**
   * Ends in order: no new connections, every stream told that the server stops, the rest ended, and what has not
   * ended after `HTTP_LIMITS.closeGraceMs` cut. A second call waits for the first.
   */
  close(): Promise<void>;
}
