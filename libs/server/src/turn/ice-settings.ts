/** The STUN and TURN servers that participants are given. */
export interface IceSettings {
  /** `stun:` URLs (RFC 7064). None: a participant finds its public address by TURN only, or not at all. */
  readonly stun: readonly string[];
  /** Null: calls work where the participants reach each other directly. */
  readonly turn: TurnSettings | null;
  /** Whether participants may use relayed candidates alone, so that they do not learn each other's addresses. Needs `turn`. */
  readonly relayOnly: boolean;
}

/** A TURN server that has a secret in common with this server (coturn's `static-auth-secret`). */
export interface TurnSettings {
  /** `turn:` and `turns:` URLs (RFC 7065), all of servers with the same secret. */
  readonly urls: readonly string[];
  readonly secret: TurnSecretSource;
  /** How long a credential is good for, in seconds: TURN_LIMITS.ttlSeconds. */
  readonly ttlSeconds: number;
  /**
   * Whether the server proves that they work, and is not ready while none does. Off where the server cannot reach them
   * under the names that participants are given. Default: true.
   */
  readonly proof?: boolean;
}

/** Where the shared secret comes from. */
export type TurnSecretSource =
  | { readonly text: string }
  /** A line of text. It is made where it is not there. */
  | { readonly file: string };
