/** Methods (https://www.iana.org/assignments/stun-parameters), by RFC 8489 and RFC 8656. */
export const STUN_METHOD = {
  binding: 0x001,
  allocate: 0x003,
  refresh: 0x004,
  send: 0x006,
  data: 0x007,
  createPermission: 0x008,
  channelBind: 0x009,
} as const;

/** What a message is in its exchange (RFC 8489, section 5). */
export const STUN_CLASS = { request: 0, indication: 1, success: 2, error: 3 } as const;
export type StunClass = (typeof STUN_CLASS)[keyof typeof STUN_CLASS];

/** Attributes (same registry). */
export const STUN_ATTRIBUTE = {
  username: 0x0006,
  messageIntegrity: 0x0008,
  errorCode: 0x0009,
  channelNumber: 0x000c,
  lifetime: 0x000d,
  xorPeerAddress: 0x0012,
  data: 0x0013,
  realm: 0x0014,
  nonce: 0x0015,
  xorRelayedAddress: 0x0016,
  requestedAddressFamily: 0x0017,
  requestedTransport: 0x0019,
  xorMappedAddress: 0x0020,
  fingerprint: 0x8028,
} as const;
