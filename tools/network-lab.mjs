// Whether tests can build networks here: namespaces of Linux, ip(8) and nft(8), and root to use them.
import { spawnSync } from 'node:child_process';
import { findProgram, howToGet, printWhenRun, programForTests, thisMachine } from './programs.mjs';

const places = (/** @type {string} */ name) =>
  ['/usr/sbin', '/usr/bin', '/sbin', '/bin'].map((dir) => `${dir}/${name}`);

/** @type {import('./programs.mjs').Program[]} */
const programs = [
  {
    name: 'ip',
    variable: 'RTC_CALL_IP',
    linux: places('ip'),
    darwin: [],
    win32: [],
    howToGet: 'install iproute2 (Debian: apt-get install iproute2); tests of NATs need Linux',
    required: true,
  },
  {
    name: 'nft',
    variable: 'RTC_CALL_NFT',
    linux: places('nft'),
    darwin: [],
    win32: [],
    howToGet: 'install nftables (Debian: apt-get install nftables); tests of NATs need Linux',
    required: true,
  },
];

/** @type {import('./programs.mjs').Program} */
const namespaces = {
  name: 'right to make network namespaces',
  variable: '',
  linux: [],
  darwin: [],
  win32: [],
  howToGet: 'run the tests of NATs on Linux as root (in a container with --privileged)',
  required: true,
};

/** Whether this process may make a network namespace. */
export const mayMakeNamespaces = () =>
  process.platform === 'linux' && spawnSync('unshare', ['--net', '--mount', 'true']).status === 0;

/** One sentence: what is missing and how to get it; null where nothing is. */
export function missingForNetworkLab(machine = thisMachine, mayMake = mayMakeNamespaces) {
  const program = programs.find((each) => findProgram(each, machine) === null);
  if (program !== undefined) return howToGet(program);
  return mayMake() ? null : howToGet(namespaces);
}

/**
 * Whether tests can build networks. With CI set, throws where they cannot.
 * @returns {boolean}
 */
export function networkLabForTests(machine = thisMachine, mayMake = mayMakeNamespaces) {
  if (programs.some((program) => programForTests(program, machine) === null)) return false;
  return mayMake() || programForTests(namespaces, machine) !== null;
}

printWhenRun(import.meta.url, programs);
