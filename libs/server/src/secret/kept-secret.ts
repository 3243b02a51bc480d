import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { randomBytes } from 'node:crypto';

/** What a secret is for. */
export type SecretPurpose = 'sessions' | 'turn';

/** A secret cannot be had from its file. */
export class SecretFileError extends Error {
  override readonly name = 'SecretFileError';

  constructor(
    readonly purpose: SecretPurpose,
    readonly file: string,
    /** What is wrong, going on from the file's name: "is too short". */
    readonly problem: string,
  ) {
    super(`${file} ${problem}.`);
  }
}

/** Where this user's secrets are kept unless another place is named (XDG Base Directory Specification, XDG_STATE_HOME). */
export function defaultSecretFile(env: Readonly<NodeJS.ProcessEnv>, purpose: SecretPurpose = 'sessions'): string {
  const stateHome = env['XDG_STATE_HOME'] ?? '';
  const folder = isAbsolute(stateHome) ? stateHome : join(homedir(), '.local', 'state');
  return join(folder, 'rtc-call', purpose === 'sessions' ? 'secret' : 'turn-secret');
}

/**
 * Reads a file with a secret, and makes it where there is none: for this user's
 * eyes only. Of several servers that start at the same moment, all get the same.
 * @throws {SecretFileError}
 */
export async function readOrMakeSecret(
  purpose: SecretPurpose,
  file: string,
  fresh: () => Uint8Array | string,
): Promise<Buffer> {
  return (await read(purpose, file)) ?? (await make(purpose, file, fresh()));
}

async function read(purpose: SecretPurpose, file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new SecretFileError(purpose, file, `cannot be read (${codeOf(error)})`);
  }
}

/** The file appears with all that is in it, or not at all; one that somebody else made meanwhile stays. */
async function make(purpose: SecretPurpose, file: string, content: Uint8Array | string): Promise<Buffer> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(draft, file).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error;
    });
    return await readFile(file);
  } catch (error) {
    throw new SecretFileError(purpose, file, `is not there and cannot be made (${codeOf(error)})`);
  } finally {
    await rm(draft, { force: true }).catch(() => {});
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
