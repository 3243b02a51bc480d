import { createHmac } from 'node:crypto';

/** What a client proves to a TURN server. */
export interface TurnCredentials {
  readonly username: string;
  readonly credential: string;
}

/**
 * Makes a credential that the TURN server can check by itself, since it knows the secret too ("A REST API For Access To
 * TURN Services", draft-uberti-behave-turn-rest-00, section 2.2): the name says until when it is good and for whom, and
 * the password is the name's HMAC-SHA-1.
 * @param expiresAt seconds since 1970.
 * @param holder whose it is; what the TURN server's quota for a user counts by.
 */
export function mintTurnCredentials(secret: string, holder: string, expiresAt: number): TurnCredentials {
  const username = `${Math.floor(expiresAt)}:${holder}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}
