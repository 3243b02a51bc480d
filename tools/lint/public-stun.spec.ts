import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NOT_OURS = new Set(['node_modules', 'dist', 'reports', '.git', '.nx']);

/** Where the list of STUN servers of others is. */
const LIST = 'libs/server/src/turn/public-stun.ts';

/** Where else the option, or the list, may be named: to define it, to describe it, and to test that it is read. */
const NAMED_IN = [
  'README.md',
  'apps/server/src/config/ice-config.ts',
  'apps/server/src/config/load-config.spec.ts',
  'apps/server/src/config/option-table.ts',
  'apps/server/src/config/schemas.ts',
  'libs/server/src/index.ts',
];

/** The option however it is given, and the list by its name. */
const OPTION = /public[-_]?stun/i;

/** A URL of STUN or TURN with the name of a host. */
const URL_WITH_NAME = /\b(?:stun|turn)s?:(?:\/\/)?(?:[\w-]+@)?((?:[a-z\d-]+\.)+[a-z]{2,})/gi;

/** Names that are nobody's (RFC 2606, RFC 6761). */
const RESERVED = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$/i;

/** Every text of ours, by its path, but this one. */
const texts = new Map(
  globSync('**/*.{ts,mjs,js,json,jsonc,yaml,yml,md,html,proto}', {
    cwd: ROOT,
    exclude: (path) => NOT_OURS.has(basename(path)),
  })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !import.meta.url.endsWith(path))
    .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
);

function pathsOf(matches: (text: string) => boolean): readonly string[] {
  return [...texts].flatMap(([path, text]) => (matches(text) ? [path] : [])).sort();
}

function hostsIn(text: string): readonly string[] {
  return [...text.matchAll(URL_WITH_NAME)].flatMap(([, host = '']) => (RESERVED.test(host) ? [] : [host]));
}

it('finds the texts, and the servers in the list', () => {
  expect(texts.size).toBeGreaterThan(500);
  expect(hostsIn(texts.get(LIST) ?? '').length).toBeGreaterThan(0);
});

it('no other file has the URL of a STUN or TURN server that may be somebody’s', () => {
  expect(pathsOf((text) => hostsIn(text).length > 0)).toEqual([LIST]);
});

it('names a server of the list without its scheme where people read of it only', () => {
  const hosts = hostsIn(texts.get(LIST) ?? '');
  expect(pathsOf((text) => hosts.some((host) => text.includes(host)))).toEqual(['README.md', LIST]);
});

it('no test chooses public STUN servers but the one of reading options, which starts nothing', () => {
  expect(pathsOf((text) => OPTION.test(text))).toEqual([...NAMED_IN, LIST].sort());
  const spec = texts.get('apps/server/src/config/load-config.spec.ts') ?? '';
  expect(spec).not.toMatch(/startServer|runCommand|spawn|fetch\(|RTCPeerConnection|createSocket/);
});
