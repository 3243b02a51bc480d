import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The arguments with which Node runs Nx.
 * @param {string} root
 * @param {string[]} args
 * @returns {string[]}
 */
export function nxArguments(root, args) {
  const folder = join(root, 'node_modules', 'nx');
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [join(folder, bin.nx), ...args];
}
