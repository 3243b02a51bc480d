/** What a coturn of ours is told to let through, unless it is configured otherwise. */
export const COTURN_LIMITS = {
  /** Ports for relayed addresses (RFC 8656, section 7.2). Each allocation has one. */
  relayPorts: { first: 49_152, last: 65_535 },
  /**
   * How often a participant may have one URL allocated for one link at the same time: the link and its replacement, each
   * on two networks, such as Wi-Fi and a mobile one.
   */
  allocationsPerUrlAndLink: 4,
  /** Allocations at once that an option may allow. */
  quota: { least: 1, most: 1_000_000 },
  /**
   * Kilobits a second, each way, of one allocation. A link with a camera, a screen and a file takes about 6,000; what is
   * above is dropped.
   */
  kilobitsPerSecond: { least: 64, most: 1_000_000, default: 8_000 },
} as const;
