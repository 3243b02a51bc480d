import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

const { bin } = z
  .object({ bin: z.object({ 'rtc-call-server': z.string() }) })
  .parse(JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8')));

let copy: string;
beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), 'rtc-call-server-'));
});
afterEach(() => rm(copy, { recursive: true }));

it('says what to do where nothing was built', async () => {
  const command = bin['rtc-call-server'];
  await cp(join(PACKAGE, command), join(copy, command), { recursive: true });
  await cp(join(PACKAGE, 'package.json'), join(copy, 'package.json'));
  const started = run(process.execPath, [join(copy, command)]);
  await expect(started).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('`npm start` builds it') });
});
