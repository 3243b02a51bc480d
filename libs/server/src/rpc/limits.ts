/** What bounds a stream of responses, whichever door it goes through. */
export const RPC_LIMITS = {
  /**
   * How long one response may wait for its reader, in milliseconds, before the stream ends as FELL_BEHIND. It waits only
   * once the connection's own buffers are full, so somebody who reads at all, however slowly, is not met by it.
   */
  readerPatienceMs: 5_000,
} as const;
