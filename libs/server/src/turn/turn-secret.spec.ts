import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SecretFileError } from '../secret/kept-secret.ts';
import { readTurnSecret, turnSecretProblem } from './turn-secret.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rtc-call-turn-secret-'));
});
afterEach(() => rm(directory, { recursive: true }));

it('is made where there is none, as a line of text for this user only, and then stays', async () => {
  const file = join(directory, 'state', 'turn-secret');
  const secret = await readTurnSecret({ file });
  expect(secret).toMatch(/^[\da-f]{64}$/);
  expect(await readFile(file, 'utf8')).toBe(`${secret}\n`);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readTurnSecret({ file })).toBe(secret);
});

it('can be one that somebody wrote', async () => {
  const file = join(directory, 'mine');
  await writeFile(file, 'a-secret-of-mine+/=\r\n');
  expect(await readTurnSecret({ file })).toBe('a-secret-of-mine+/=');
  expect(await readTurnSecret({ text: 'another-secret-of-mine' })).toBe('another-secret-of-mine');
});

it.each([
  ['short', 'is too short: it has 5 characters, and 16 are the least'],
  ['x'.repeat(257), 'is too long: it has 257 characters, and 256 are the most'],
  ['a secret with spaces', 'has other characters'],
  ['two-lines-of-text\nanother', 'has other characters'],
  ['"quoted-as-it-were"', 'has other characters'],
])('is not %j', async (text, problem) => {
  expect(turnSecretProblem(text)).toContain(problem);
  const file = join(directory, 'wrong');
  await writeFile(file, text);
  const error = await readTurnSecret({ file }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SecretFileError);
  expect(error).toMatchObject({ purpose: 'turn', file, problem: expect.stringContaining(problem) });
});
