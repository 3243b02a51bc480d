import { randomBytes } from 'node:crypto';
import { readOrMakeSecret, SecretFileError } from '../secret/kept-secret.ts';
import type { TurnSecretSource } from './ice-settings.ts';
import { TURN_LIMITS } from './limits.ts';

/** Bytes of a secret that is made. */
const FRESH_BYTES = 32;

/** What a line of turnserver.conf can hold in any version of coturn, and a shell leaves alone. */
const PLAIN = /^[\w+/=.~@%:,-]*$/;

/** What is wrong with a shared secret, going on from its name ("is too short: …"), or null. */
export function turnSecretProblem(secret: string): string | null {
  const { least, most } = TURN_LIMITS.secretCharacters;
  if (secret.length < least) return `is too short: it has ${secret.length} characters, and ${least} are the least`;
  if (secret.length > most) return `is too long: it has ${secret.length} characters, and ${most} are the most`;
  if (!PLAIN.test(secret)) return 'has other characters than letters, digits and + / = . ~ @ % : , _ -';
  return null;
}

/**
 * The secret that is shared with the TURN servers. A file is made where it is not there.
 * @throws {SecretFileError}
 */
export async function readTurnSecret(source: TurnSecretSource): Promise<string> {
  if ('text' in source) return source.text;
  const { file } = source;
  const kept = await readOrMakeSecret('turn', file, () => `${randomBytes(FRESH_BYTES).toString('hex')}\n`);
  const secret = kept.toString('utf8').trimEnd();
  const problem = turnSecretProblem(secret);
  if (problem !== null) throw new SecretFileError('turn', file, problem);
  return secret;
}
