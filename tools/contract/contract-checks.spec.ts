import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const env = { ...process.env, PATH: [join(root, 'node_modules', '.bin'), process.env['PATH']].join(delimiter) };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rtc-call-contract-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs buf on a copy of the contract in which one file was changed. */
function bufOnChanged(file: string, change: (source: string) => string, args: string[]) {
  const copy = join(folder, 'proto');
  cpSync(join(root, 'proto'), copy, { recursive: true });
  const path = join(copy, 'rtccall', 'v1', file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  execFileSync('buf', ['build', '--output', join(folder, 'before.binpb')], { cwd: join(root, 'proto'), env });
  return spawnSync('buf', args, { cwd: copy, env, encoding: 'utf8' });
}

describe('the contract checks', () => {
  it('report generated code that is not in step', () => {
    const copy = join(folder, 'gen');
    cpSync(join(root, 'libs/contract/src/gen'), copy, { recursive: true });
    appendFileSync(join(copy, 'rtccall/v1/ice.ts'), '// edited by hand\n');
    rmSync(join(copy, 'rtccall/v1/error.ts'));

    const check = join(root, 'tools/contract/check-generated.mjs');
    const { status, stderr } = spawnSync('node', [check, copy], { env, encoding: 'utf8' });
    expect(stderr).toContain('missing: rtccall/v1/error.ts');
    expect(stderr).toContain('differs: rtccall/v1/ice.ts');
    expect(status).toBe(1);
  });

  it('report a change that breaks clients', () => {
    const { status, stdout } = bufOnChanged('ice.proto', (source) => source.replace(/ = 1;/, ' = 15;'), [
      'breaking',
      '--against',
      join(folder, 'before.binpb'),
    ]);
    expect(stdout).toContain('ice.proto');
    expect(status).not.toBe(0);
  });

  it('report a message without a comment', () => {
    const { status, stdout } = bufOnChanged('ice.proto', (source) => `${source}\nmessage Undocumented {}\n`, ['lint']);
    expect(stdout).toContain('Undocumented');
    expect(status).not.toBe(0);
  });
});
