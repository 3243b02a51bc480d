/** What bounds ICE servers and their proof. */
export const TURN_LIMITS = {
  /**
   * How long a credential is good for, in seconds. Whoever has one can allocate with it for so long, also after it was
   * put out of a room. A short life costs a call nothing: a client gets new ones before the end, and coturn goes on with
   * what was allocated before.
   */
  ttlSeconds: { least: 10, most: 86_400, default: 600 },
  /** The same for one that is bound to nobody, for a test of the network, at most. */
  preflightTtlSeconds: 120,
  /**
   * How often one remote address may ask for such a one. A test asks five times, since it times the answers; there may be
   * several people behind a NAT, and a proxy that stands before the server makes all of them one address.
   */
  preflightAsks: { burst: 60, everyMs: 1_000, addresses: 10_000 },
  /** Characters of the shared secret. Whoever has one credential can try secrets at leisure, so a short one is none. */
  secretCharacters: { least: 16, most: 256 },
  /** How many URLs there may be of each kind. Each costs every participant a candidate, and browsers warn of more than four. */
  urls: 8,
} as const;
