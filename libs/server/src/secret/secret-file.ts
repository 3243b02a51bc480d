import { randomBytes } from 'node:crypto';
import { readOrMakeSecret, SecretFileError } from './kept-secret.ts';

/** How long a secret is, in bytes. One that is made has the least. */
export const SECRET_BYTES = { least: 32, most: 4_096 } as const;

/**
 * Reads what sessions are signed with, and makes it at random where there is none.
 * @throws {SecretFileError}
 */
export async function readSecretFile(file: string): Promise<Uint8Array> {
  const secret = await readOrMakeSecret('sessions', file, () => randomBytes(SECRET_BYTES.least));
  const wrong = (problem: string) => new SecretFileError('sessions', file, problem);
  if (secret.length < SECRET_BYTES.least) {
    throw wrong(`is too short for a secret: it has ${secret.length} bytes, and ${SECRET_BYTES.least} are the least`);
  }
  if (secret.length > SECRET_BYTES.most) {
    throw wrong(`is too long for a secret: it has more than ${SECRET_BYTES.most} bytes`);
  }
  return secret;
}
