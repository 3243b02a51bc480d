/** What bounds one native gRPC connection. grpc-js has none of these by default. */
export const GRPC_LIMITS = {
  /** Streams at once on one connection. */
  concurrentStreams: 100,
  /** What one HTTP/2 session may hold in memory, in megabytes; beyond it new streams are refused. */
  sessionMemoryMb: 10,
  /** How often a connection is pinged, in milliseconds. */
  keepaliveIntervalMs: 5_000,
  /** How long it has to answer, in milliseconds, before it is cut. With the interval: within 10 s of its silent end. */
  keepaliveTimeoutMs: 5_000,
  /** How long a connection without calls is kept, in milliseconds. */
  idleConnectionMs: 5 * 60_000,
  /** The largest response message, in bytes. A welcome to a full room is far below it. */
  responseBytes: 1024 * 1024,
  /**
   * How many times the request limit grpc-js itself lets in. What is between the
   * two is refused with an ErrorDetail, what is above with a bare status.
   */
  hardRequestLimitFactor: 16,
  /** How long calls have to end when the server closes, in milliseconds. */
  closeGraceMs: 2_000,
} as const;
