import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rtc-call-rules-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Record<string, string>) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

function run(tool: 'oxlint' | 'biome', args: string[]) {
  const { status, stdout, stderr } = spawnSync(join(root, 'node_modules', '.bin', tool), args, {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

function lint(files: Record<string, string>) {
  copyFileSync(join(root, '.oxlintrc.jsonc'), join(folder, '.oxlintrc.jsonc'));
  write(files);
  return run('oxlint', ['--format=default']);
}

describe('the lint rules', () => {
  it.each([
    [
      'a global of the browser in the client',
      'libs/client/src/a.ts',
      'export const a = navigator.language;',
      'browser.ts',
    ],
    ['a document in the client', 'libs/client/src/a.ts', 'export const a = document.title;', 'no document'],
    ['protobuf in an element', 'libs/elements/src/a.ts', "export * from '@rtc-call/contract';", 'never sees protobuf'],
    [
      'a peer connection in an element',
      'libs/elements/src/a.ts',
      'export const a = new RTCPeerConnection();',
      'never sees',
    ],
    ['Node in the room', 'libs/room/src/a.ts', "export { join } from 'node:path';", 'any platform'],
    ['Lit in the client', 'libs/client/src/a.ts', "export { html } from 'lit';", 'no interface'],
    ['the room in the client itself', 'libs/client/src/a.ts', "export * from '@rtc-call/room';", 'fakes'],
    [
      'unshipped helpers in the shipped fakes',
      'libs/client/src/testing/a.ts',
      "export * from '../link/testing/a.ts';",
      'not shipped',
    ],
    ['a test runner in the shipped fakes', 'libs/client/src/testing/a.ts', "export * from 'vitest';", 'run anywhere'],
    ['a path into another project', 'libs/server/src/a.ts', "export * from '../../room/src/a.ts';", 'by its name'],
    ['an any', 'apps/server/src/a.ts', 'export function a(b: any) {\n  return b;\n}', 'no-explicit-any'],
  ])('report %s', (_what, file, source, words) => {
    const { status, output } = lint({ [file]: `${source}\n` });
    expect(output).toContain(words);
    expect(status).toBe(1);
  });

  it('report a cycle', () => {
    const { status, output } = lint({
      'libs/room/src/a.ts': "import { b } from './b.ts';\nexport const a = (): number => b();\n",
      'libs/room/src/b.ts': "import { a } from './a.ts';\nexport const b = (): number => a();\n",
    });
    expect(output).toContain('cycle');
    expect(status).toBe(1);
  });

  it('let browser.ts name the globals, types name them anywhere, and the fakes run a room', () => {
    const { status, output } = lint({
      'libs/client/src/browser.ts': 'export const language = navigator.language;\n',
      'libs/client/src/link.ts': 'export type Create = () => RTCPeerConnection;\n',
      'libs/client/src/testing/fake.ts': "export * from '@rtc-call/room';\n",
    });
    expect(output).toContain('0 errors');
    expect(status).toBe(0);
  });
});

describe('the format check', () => {
  it.each([
    ['a file that is not formatted', 'export  const a = "1"\n', 'format'],
    ['an import of a package that is not declared', "export * from 'lit';\n", 'noUndeclaredDependencies'],
  ])('reports %s', (_what, source, words) => {
    copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    write({ 'package.json': '{ "name": "fixture", "type": "module" }\n', 'a.ts': source, '.gitignore': 'dist/\n' });
    const { status, output } = run('biome', ['ci', '--colors=off']);
    expect(output).toContain(words);
    expect(status).toBe(1);
  });
});
