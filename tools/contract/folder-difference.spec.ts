import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { folderDifference } from './folder-difference.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rtc-call-difference-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(side: string, files: Record<string, string>) {
  mkdirSync(join(folder, side, 'deep'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, side, name), text);
  return join(folder, side);
}

it('finds nothing between equal folders', () => {
  const files = { 'a.ts': 'a', 'deep/b.ts': 'b' };
  expect(folderDifference(write('expected', files), write('actual', files))).toEqual([]);
});

it('names what is missing, what is left over and what differs', () => {
  const expected = write('expected', { 'a.ts': 'a', 'deep/b.ts': 'b' });
  const actual = write('actual', { 'deep/b.ts': 'B', 'deep/c.ts': 'c' });
  expect(folderDifference(expected, actual)).toEqual(['missing: a.ts', 'differs: deep/b.ts', 'left over: deep/c.ts']);
});
