import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';

/** How long a secret is, in bytes. One that is made has the least. */
export const SECRET_BYTES = { least: 32, most: 4_096 } as const;

/** The secret cannot be had from its file. */
export class SecretFileError extends Error {
  override readonly name = 'SecretFileError';

  constructor(
    readonly file: string,
    /** What is wrong, going on from the file's name: "is too short". */
    readonly problem: string,
  ) {
    super(`${file} ${problem}.`);
  }
}

/** Where this user's secret is kept unless another place is named (XDG Base Directory Specification, XDG_STATE_HOME). */
export function defaultSecretFile(env: Readonly<NodeJS.ProcessEnv>): string {
  const stateHome = env['XDG_STATE_HOME'] ?? '';
  return join(isAbsolute(stateHome) ? stateHome : join(homedir(), '.local', 'state'), 'rtc-call', 'secret');
}

/**
 * Reads a secret, and makes it where there is none: random, for this user's eyes
 * only. Of several servers that start at the same moment, all get the same.
 * @throws {SecretFileError}
 */
export async function readSecretFile(file: string): Promise<Uint8Array> {
  const secret = (await read(file)) ?? (await make(file));
  if (secret.length < SECRET_BYTES.least) {
    throw new SecretFileError(
      file,
      `is too short for a secret: it has ${secret.length} bytes, and ${SECRET_BYTES.least} are the least`,
    );
  }
  if (secret.length > SECRET_BYTES.most) {
    throw new SecretFileError(file, `is too long for a secret: it has more than ${SECRET_BYTES.most} bytes`);
  }
  return secret;
}

async function read(file: string): Promise<Uint8Array | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new SecretFileError(file, `cannot be read (${codeOf(error)})`);
  }
}

/** The file appears with all that is in it, or not at all; one that somebody else made meanwhile stays. */
async function make(file: string): Promise<Uint8Array> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(randomBytes(SECRET_BYTES.least));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(draft, file).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    return await readFile(file);
  } catch (error) {
    throw new SecretFileError(file, `is not there and cannot be made (${codeOf(error)})`);
  } finally {
    await rm(draft, { force: true }).catch(() => {});
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
