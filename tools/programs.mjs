// Programs that tests run and that npm does not install: where to look for one, and what follows when there is none.
import { realpathSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * A program: its name for people, the environment variable that names its file, the usual places of each platform, and
 * how to get it. With CI set a missing one that is required is a failure.
 * @typedef {object} Program
 * @property {string} name
 * @property {string} variable
 * @property {string[]} linux
 * @property {string[]} darwin
 * @property {string[]} win32
 * @property {string} howToGet
 * @property {boolean} required
 */
/** @typedef {{ env: NodeJS.ProcessEnv, platform: NodeJS.Platform, isFile: (path: string) => boolean }} Machine */

/** @type {Machine} */
export const thisMachine = {
  env: process.env,
  platform: process.platform,
  isFile: (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
};

/**
 * Where a program of one of these names lies on Linux.
 * @param {string[]} names
 * @returns {string[]}
 */
export function onPath(names) {
  return ['/usr/local/bin', '/usr/bin', '/snap/bin'].flatMap((folder) => names.map((name) => `${folder}/${name}`));
}

/**
 * The program's file: the one its environment variable names, or else the first of the usual places that has one.
 * A variable that names no file is an error, not a reason to take another one.
 * @param {Program} program
 * @param {Machine} [machine]
 * @returns {string | null}
 */
export function findProgram(program, machine = thisMachine) {
  const { variable } = program;
  const chosen = machine.env[variable];
  if (chosen) {
    if (machine.isFile(chosen)) return chosen;
    throw new Error(`${variable} is ${chosen}, and there is no such file`);
  }
  const usual = machine.platform === 'darwin' || machine.platform === 'win32' ? machine.platform : 'linux';
  return program[usual].find(machine.isFile) ?? null;
}

/**
 * Like `findProgram`, for tests: null means "skip these tests". With CI set, a missing one that is required is a failure.
 * @param {Program} program
 * @param {Machine} [machine]
 * @returns {string | null}
 */
export function programForTests(program, machine = thisMachine) {
  const path = findProgram(program, machine);
  if (path === null && isSet(machine.env['CI']) && program.required) throw new Error(howToGet(program));
  return path;
}

/**
 * One sentence: what is missing and how to get it.
 * @param {Program} program
 */
export function howToGet({ name, howToGet: how }) {
  return `no ${name} was found: ${how}`;
}

/**
 * For a module that holds a table of programs: when it is run as a program itself it prints what it found, with each
 * file's date and size, which is how Nx knows that one was updated and the tests that need it must run again.
 * @param {string} moduleUrl
 * @param {Program[]} programs
 */
export function printWhenRun(moduleUrl, programs) {
  if (process.argv[1] === fileURLToPath(moduleUrl)) for (const each of programs) console.log(fingerprint(each));
}

/** @param {Program} program */
function fingerprint(program) {
  const path = findProgram(program);
  if (path === null) return `${program.name}: none`;
  const { mtimeMs, size } = statSync(realpathSync(path));
  return `${program.name}: ${path} ${Math.trunc(mtimeMs)} ${size}`;
}

/** @param {string | undefined} value */
function isSet(value) {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false';
}
