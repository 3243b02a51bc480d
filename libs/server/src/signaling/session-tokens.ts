import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Proofs that a session is the caller's: the session's id, signed with a secret of the server (HMAC-SHA-256). */
export class SessionTokens {
  readonly #secret: Uint8Array;

  /** `secret` is random unless given; 32 bytes or more are of use. */
  constructor(secret: Uint8Array = randomBytes(32)) {
    this.#secret = secret;
  }

  issue(sessionId: string): string {
    return this.#sign(sessionId).toString('base64url');
  }

  /** Takes equally long however much of the token is right. */
  verify(sessionId: string, token: string): boolean {
    const expected = this.#sign(sessionId);
    const given = Buffer.from(token, 'base64url');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #sign(sessionId: string): Buffer {
    return createHmac('sha256', this.#secret).update(sessionId).digest();
  }
}
