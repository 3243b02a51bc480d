/** How long a preflight waits and how much it sends; times are in milliseconds. */
export const PREFLIGHT_LIMITS = {
  /** For the user to answer the browser's question about camera and microphone, and for the devices to start. */
  devicesMs: 60_000,
  /** For a device that says it is muted to say otherwise: some do for a moment when they start. */
  unmuteMs: 1_000,
  /** For the call server to answer everything that it is asked. */
  signalingMs: 10_000,
  /** How many requests are timed, one after the other. */
  roundTrips: 4,
  /** For a STUN server to answer, and for a TURN server to give a relay that works. Retransmissions reach so far (RFC 8489, 6.2.1). */
  pathMs: 8_000,
  /** For a browser that has found all candidates to say what was wrong with those that it did not find. */
  lastWordMs: 250,
  /**
   * For how long messages are sent through a relay to see which come back: one of `lossBytes` each `lossEveryMs`. They are
   * so small that a narrow line takes them, where larger ones would be late and count as lost.
   */
  lossMs: 1_000,
  lossEveryMs: 10,
  lossBytes: 250,
  /** For the last of them to come back. */
  stragglersMs: 500,
  /** How much is sent through a relay to see how fast it comes back, and for how long at most. */
  rateBytes: 1_048_576,
  rateMs: 2_000,
} as const;

/** From where on something works, though not well. */
export const PREFLIGHT_THRESHOLDS = {
  /** Entering a room takes about four round trips to the call server. In milliseconds. */
  slowSignalingMs: 500,
  /** From about here on speech suffers, whatever the codec hides. */
  lossRatio: 0.05,
  /** What a small picture and a voice need. */
  bitsPerSecond: 500_000,
  /** To the relay and back; ITU-T G.114 calls a mouth-to-ear delay of 400 ms the most that is bearable. */
  distantMs: 400,
} as const;
