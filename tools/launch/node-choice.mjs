// Which Node everything but the launchers runs on. The launchers themselves make do with Node 20.

/** The oldest Node that the server and the tests run on. */
const oldest = { major: 22, minor: 12 };

/**
 * Whether the repository's packages include a Node for this machine (the optional dependencies node-linux-*).
 * @param {NodeJS.Platform} platform
 * @param {string} arch
 */
export function bringsItsOwnNode(platform, arch) {
  return platform === 'linux' && (arch === 'x64' || arch === 'arm64');
}

/** @param {string} version such as `22.12.0` */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest.major || (major === oldest.major && minor >= oldest.minor);
}

/**
 * What to install, in words; null when nothing is missing.
 * @param {{ version: string, brings: boolean }} machine `version` is the running Node's; `brings` tells whether the
 *   repository has a Node of its own for this machine that runs
 * @returns {string | null}
 */
export function missingNode({ version, brings }) {
  if (brings || isNewEnough(version)) return null;
  return [
    `rtc-call needs Node ${oldest.major}.${oldest.minor} or newer, and this is Node ${version}.`,
    'Install the current version from https://nodejs.org/ (or with nvm, fnm, volta or Homebrew), then run this again.',
  ].join('\n');
}
