import type { TurnUrlState } from './turn/proof/turn-watch.ts';

/** A server that was started. */
export interface RunningServer {
  /** Where the HTTP port is reached from this machine: an origin, without a slash at the end. */
  readonly url: string;
  /** Where other devices of the network reach it, too; empty when it listens on loopback only. */
  readonly networkUrls: readonly string[];
  readonly httpPort: number;
  readonly grpcPort: number;
  /** Whether the store of the rooms could be reached by now. Where not, it is tried again and again. */
  readonly isStoreReady: boolean;
  /** Whether its TURN servers work by now. They are tried again and again. */
  readonly turn: readonly TurnUrlState[];
  /**
   * Says that it is not ready, and asks every client to resume elsewhere, one after the other within
   * `ServerConfig.drainMs`. Nothing is refused meanwhile, so that a balancer has the time to notice. Resolves when the
   * time is over, or the signal is aborted.
   */
  drain(hurry: AbortSignal): Promise<void>;
  /**
   * Ends in order: no new connections, every stream told that the server stops, the rest ended, and what has not
   * ended after `HTTP_LIMITS.closeGraceMs` cut. Nobody leaves a room by it. A second call waits for the first.
   */
  close(): Promise<void>;
}
