/** How TURN servers are proved. */
export const PROOF_LIMITS = {
  /** How long one URL may take, in milliseconds. A browser that waits longer has given the caller up. */
  proofMs: 5_000,
  /** When packets are sent through the relay, in milliseconds: one may be lost, or come before the way is open. */
  packetsAtMs: [0, 100, 400],
  /** How long to wait for one of them, in milliseconds. */
  relayMs: 2_000,
  /** How long giving back what was allocated may take, in milliseconds, after the proof itself is over. */
  releaseMs: 1_000,
  /** How long a credential for a proof is good for, in seconds. */
  ttlSeconds: 60,
  /** How long until what works is proved again, in milliseconds. */
  workingMs: 60_000,
  /** How long until what does not work is tried again, in milliseconds. */
  failingMs: 10_000,
} as const;
