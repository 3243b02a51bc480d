import { execFile } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** Where npm links commands, and npx finds them. */
const LINKED = fileURLToPath(new URL('../../../node_modules/.bin/rtc-call-server', import.meta.url));

it('`npx rtc-call-server` is there, although npm linked it before anything was built', async () => {
  // It takes the Node that its PATH has first, as npx does.
  const env = { ...process.env, PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter) };
  const { stdout } = await promisify(execFile)(LINKED, ['--help'], { env });
  expect(stdout).toContain('Usage: rtc-call-server');
});
