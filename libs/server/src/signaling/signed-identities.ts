import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Identities, Ticket } from '@rtc-call/room';

/** The secrets in use, the newest first: that one signs, and what any of them has signed is good. */
export type SecretRing = () => readonly [Uint8Array, ...Uint8Array[]];

/** What stands first in a ticket's payload. Another form of payload has another number. */
const FORM = 2;

/** The longest token that is looked at, in characters. The longest that is issued has about 600. */
const LONGEST_TOKEN = 1_024;

/** Bytes of a name: 128 bits, so that it cannot be guessed. */
const NAME_BYTES = 16;

/**
 * Names and tickets by HMAC-SHA-256. A token is a ticket and its signature,
 * `payload.signature`, both base64url; whoever knows the secret can read and
 * prove it, so nothing about a token is ever stored.
 */
export class SignedIdentities implements Identities {
  readonly #secrets: SecretRing;

  /** The ring is asked for at each use; what it throws goes to the caller. */
  constructor(secrets: SecretRing) {
    this.#secrets = secrets;
  }

  issue({ room, participantId, incarnation, sessionId, seat, issuedAt }: Ticket): string {
    const payload = JSON.stringify([FORM, room, participantId, incarnation, sessionId, seat, issuedAt]);
    const encoded = Buffer.from(payload).toString('base64url');
    return `${encoded}.${sign(this.#secrets()[0], 'ticket', encoded).toString('base64url')}`;
  }

  read(token: string): Ticket | null {
    const [encoded, signature, ...rest] = token.length > LONGEST_TOKEN ? [] : token.split('.');
    if (encoded === undefined || signature === undefined || rest.length > 0) return null;
    const given = Buffer.from(signature, 'base64url');
    const isOurs = this.#secrets().some((secret) => equal(given, sign(secret, 'ticket', encoded)));
    return isOurs ? ticketOf(Buffer.from(encoded, 'base64url').toString()) : null;
  }

  derive(...parts: readonly string[]): string {
    const [secret] = this.#secrets();
    return sign(secret, 'name', JSON.stringify(parts)).subarray(0, NAME_BYTES).toString('base64url');
  }

  random(): string {
    return randomBytes(NAME_BYTES).toString('base64url');
  }
}

/** `purpose` keeps a name from ever being a ticket's signature. */
function sign(secret: Uint8Array, purpose: 'ticket' | 'name', text: string): Buffer {
  return createHmac('sha256', secret).update(`${purpose} ${text}`).digest();
}

/** Takes equally long however much is equal. */
function equal(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** A payload that was signed here, though perhaps by another version. */
function ticketOf(payload: string): Ticket | null {
  const fields: unknown = JSON.parse(payload);
  if (!Array.isArray(fields) || fields.length !== 7) return null;
  const [form, room, participantId, incarnation, sessionId, seat, issuedAt] = fields as unknown[];
  if (form !== FORM || typeof room !== 'string' || typeof participantId !== 'string') return null;
  if (typeof incarnation !== 'string' || typeof sessionId !== 'string') return null;
  if (typeof seat !== 'number' || typeof issuedAt !== 'number') return null;
  return { room, participantId, incarnation, sessionId, seat, issuedAt };
}
