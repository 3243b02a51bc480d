import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * What would have to happen to `actual` to make it equal to `expected`, one line a file; empty when they are equal.
 * @param {string} expected
 * @param {string} actual
 * @returns {string[]}
 */
export function folderDifference(expected, actual) {
  const wanted = filesUnder(expected);
  const present = filesUnder(actual);
  return [...new Set([...wanted, ...present])].sort().flatMap((file) => {
    if (!present.has(file)) return [`missing: ${file}`];
    if (!wanted.has(file)) return [`left over: ${file}`];
    const same = readFileSync(join(expected, file)).equals(readFileSync(join(actual, file)));
    return same ? [] : [`differs: ${file}`];
  });
}

/** @param {string} folder */
function filesUnder(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Set(
    entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name))),
  );
}
