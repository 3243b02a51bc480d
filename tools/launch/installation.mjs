import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './quiet-child.mjs';

/** @typedef {{ version?: string, integrity?: string, resolved?: string, link?: boolean, optional?: boolean }} LockEntry */
/** @typedef {{ packages: Record<string, LockEntry> }} Lock */

/**
 * Whether what npm says it installed is what the lock asks for. Optional packages may be absent: most are for other
 * machines.
 * @param {Lock} lock package-lock.json
 * @param {Lock | null} installed node_modules/.package-lock.json, which npm writes when it has finished; null if absent
 */
export function isInstalled(lock, installed) {
  if (installed === null) return false;
  const isPackage = (/** @type {string} */ path) => path.includes('node_modules/');
  const wanted = Object.entries(lock.packages).filter(([path]) => isPackage(path));
  return (
    wanted.every(([path, entry]) => {
      const found = installed.packages[path];
      if (found === undefined) return entry.optional === true;
      return found.version === entry.version && found.integrity === entry.integrity && sameLink(found, entry);
    }) && Object.keys(installed.packages).every((path) => !isPackage(path) || lock.packages[path] !== undefined)
  );
}

/**
 * Installs the packages that package-lock.json names, unless they are there. Throws with npm's words when npm fails.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<void>}
 */
export async function ensureInstalled(root, env) {
  const lock = readJson(join(root, 'package-lock.json'));
  if (lock === null) throw new Error('package-lock.json is missing: is this the whole repository?');
  if (isInstalled(lock, readJson(join(root, 'node_modules', '.package-lock.json')))) return;

  console.log('Installing packages…');
  const npm = ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--no-progress'];
  // Inside an npm script npm names its own program, which spares Windows the detour over npm.cmd and a shell.
  const own = process.env['npm_execpath'];
  const { code, output } = own?.endsWith('.js')
    ? await runQuietly(process.execPath, [own, ...npm], { cwd: root, env })
    : await runQuietly('npm', npm, { cwd: root, env, shell: process.platform === 'win32' });
  if (code !== 0) throw new Error(`Installing the packages failed. npm ci said:\n\n${output}`);
}

/** @param {LockEntry} a @param {LockEntry} b */
function sameLink(a, b) {
  return a.link === b.link && (a.link !== true || a.resolved === b.resolved);
}

/**
 * @param {string} file
 * @returns {Lock | null}
 */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
}
