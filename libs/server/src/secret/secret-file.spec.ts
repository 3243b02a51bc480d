import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSecretFile, SecretFileError } from './kept-secret.ts';
import { readSecretFile } from './secret-file.ts';

/** The user who owns nothing, on Debian and others. */
const NOBODY = 65_534;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rtc-call-secret-'));
});
afterEach(() => rm(directory, { recursive: true }));

function problemWith(file: string): Promise<unknown> {
  return readSecretFile(file).then(
    () => null,
    (error: unknown) => (error instanceof SecretFileError ? error.problem : error),
  );
}

describe('the file', () => {
  it('is made once, with its folders, for one user only, and leaves nothing beside it', async () => {
    const file = join(directory, 'state', 'rtc-call', 'secret');
    const secret = await readSecretFile(file);
    expect(secret).toHaveLength(32);
    expect(await readSecretFile(file)).toEqual(secret);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(directory, 'state', 'rtc-call'))).toEqual(['secret']);
  });

  it('is the same for all that start at the same moment', async () => {
    const file = join(directory, 'secret');
    const secrets = await Promise.all(Array.from({ length: 20 }, () => readSecretFile(file)));
    const kept = await readFile(file);
    for (const secret of secrets) expect(kept.equals(secret)).toBe(true);
    expect(await readdir(directory)).toEqual(['secret']);
  });

  it('can be one that somebody made, of any bytes', async () => {
    const file = join(directory, 'secret');
    await writeFile(file, `${'correct horse battery staple '.repeat(2)}\n`);
    expect(Buffer.from(await readSecretFile(file)).toString()).toContain('staple');
  });

  it.each([
    [0, 'is too short for a secret: it has 0 bytes, and 32 are the least'],
    [31, 'is too short for a secret: it has 31 bytes, and 32 are the least'],
    [5_000, 'is too long for a secret: it has more than 4096 bytes'],
  ])('of %i bytes is refused', async (length, problem) => {
    const file = join(directory, 'secret');
    await writeFile(file, 'x'.repeat(length));
    expect(await problemWith(file)).toBe(problem);
  });

  it('that cannot be had is told with the reason', async () => {
    await mkdir(join(directory, 'folder'));
    expect(await problemWith(join(directory, 'folder'))).toBe('cannot be read (EISDIR)');
    await writeFile(join(directory, 'file'), '');
    expect(await problemWith(join(directory, 'file', 'secret'))).toBe('cannot be read (ENOTDIR)');
  });

  it('that cannot be made is told with the reason', async () => {
    await chmod(directory, 0o555);
    const problem = await withoutPrivileges(() => problemWith(join(directory, 'secret')));
    expect(problem).toBe('is not there and cannot be made (EACCES)');
  });
});

/** Runs it as a user whom permissions bind: root, whom they do not, becomes nobody meanwhile. */
async function withoutPrivileges<T>(run: () => Promise<T>): Promise<T> {
  const { geteuid, seteuid } = process;
  if (geteuid?.() !== 0 || seteuid === undefined) return run();
  seteuid(NOBODY);
  try {
    return await run();
  } finally {
    seteuid(0);
  }
}

it.each([
  ['/var/state', '/var/state/rtc-call/secret'],
  ['', join(homedir(), '.local/state/rtc-call/secret')],
  ['relative', join(homedir(), '.local/state/rtc-call/secret')],
  [undefined, join(homedir(), '.local/state/rtc-call/secret')],
])('with XDG_STATE_HOME %j it is kept at %s', (stateHome, file) => {
  expect(defaultSecretFile(stateHome === undefined ? {} : { XDG_STATE_HOME: stateHome })).toBe(file);
});
