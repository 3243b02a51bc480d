/** Every limit and timeout of the HTTP port. Times are in milliseconds. */
export const HTTP_LIMITS = {
  /**
   * Streams that one HTTP/2 connection may have open. A browser puts all tabs of one origin on one connection, and
   * each call holds one stream; Node announces 100 by default, where the next request waits without a word.
   */
  concurrentStreamsPerConnection: 1_000,

  /** Memory one HTTP/2 connection may hold, in megabytes, beyond which it gets no new streams. Node's default is 10. */
  http2SessionMemoryMb: 10,

  /** How long the TLS handshake may take. */
  tlsHandshakeMs: 10_000,

  /** How long the head of an HTTP/1.1 request may take to arrive. */
  requestHeadMs: 15_000,

  /**
   * How long a whole HTTP/1.1 request may take to arrive. It counts the request only: a response may stream for days.
   * The largest request body is a message of 64 KiB.
   */
  requestMs: 30_000,

  /** How long a connection without a request stays open. Longer than the 60 s of usual proxies, so that they end it. */
  idleConnectionMs: 65_000,

  /** How often Node looks for requests that take too long. */
  checkIntervalMs: 5_000,

  /** How long an ordered end waits for streams and connections before it cuts them. */
  closeGraceMs: 5_000,

  /** How often a second address is tried on the port that the first one was given, when the port was left to chance. */
  anyPortAttempts: 10,

  /** Bytes of all files of one folder that is served. They are held in memory. */
  staticFolderBytes: 64 * 1024 * 1024,
} as const;
