import { randomBytes } from 'node:crypto';

/** Names a participant: 96 random bits, safe in a URL. */
export function newParticipantId(): string {
  return randomBytes(12).toString('base64url');
}

/** Names a session: 128 random bits, so that the name alone cannot be guessed either. */
export function newSessionId(): string {
  return randomBytes(16).toString('base64url');
}
