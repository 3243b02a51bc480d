import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What a page with a call loads at most, in bytes of gzip: the entry, and whatever it imports at once. */
const MOST_BYTES = 73 * 1024;

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
    const texts = [...loadedWith('rtc-call.js')].map((name) => scripts.get(name) ?? '');
    const bytes = texts.reduce((sum, text) => sum + gzipSync(text).byteLength, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('leaves what few pages need until it is used', () => {
    const later = [...scripts.keys()].filter((name) => !loadedWith('rtc-call.js').has(name));
    expect(later).toContainEqual(expect.stringMatching(/^rtc-call\/rtc-preflight-panel-/));
    expect(later).toContainEqual(expect.stringMatching(/^rtc-call\/register-inspector-/));
    expect(later).toContainEqual(expect.stringMatching(/^rtc-call\/write-recording-/));
    expect(later.some((name) => name.includes('uPlot'))).toBe(false);
  });
});

/** The scripts that are loaded with one, itself included. */
function loadedWith(name: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(name)) return found;
  found.add(name);
  // Without a parenthesis, which would be a script that is loaded when it is used.
  for (const [, path = ''] of (scripts.get(name) ?? '').matchAll(/\b(?:import|from)\s*["'](\.[^"']+)["']/g)) {
    loadedWith(posix.join(posix.dirname(name), path), found);
  }
  return found;
}
