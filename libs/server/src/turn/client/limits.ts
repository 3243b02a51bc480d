/** How a client of TURN waits. */
export const CLIENT_LIMITS = {
  /** How long until a request over UDP is sent again, in milliseconds; then twice as long each time (RFC 8489, section 6.2.1). */
  retransmissionMs: 500,
  /** How often a request is made again because the server has a new nonce (438), or asks for credentials (401). */
  attempts: 3,
} as const;
