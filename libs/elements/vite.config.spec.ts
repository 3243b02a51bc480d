import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What a page loads at most, in bytes of gzip: all scripts together. */
const MOST_BYTES = 64 * 1024;

let folder = '';
let scripts: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rtc-call-bundle-'));
  await build({
    root: fileURLToPath(new URL('.', import.meta.url)),
    configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
  });
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.js'));
  scripts = new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the bundle', () => {
  it('is for production, also when it is built in a test run', () => {
    expect(process.env['NODE_ENV']).toBe('test');
    expect(scripts.has('rtc-call.js')).toBe(true);
    for (const text of scripts.values()) expect(text).not.toContain('Lit is in dev mode');
  });

  it('is light', () => {
    const bytes = [...scripts.values()].reduce((sum, text) => sum + gzipSync(text).byteLength, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  });
});
