/** @typedef {{ packages: Record<string, { optionalDependencies?: Record<string, string> }> }} Lock */

/**
 * The optional dependencies that the lock names but does not hold. A lock written on one machine, for a tool whose
 * binaries are not all published, lacks the other machines' binaries, and `npm ci` refuses it.
 * @param {Lock} lock
 * @returns {string[]}
 */
export function missingFromLock({ packages }) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !lookUpPaths(path, name).some((candidate) => candidate in packages))
      .map(([name, range]) => `${name}@${range}, an optional dependency of ${path === '' ? 'the workspace' : path}`),
  );
}

/**
 * Where Node would look for a package, from the inside out.
 * @param {string} from
 * @param {string} name
 */
function lookUpPaths(from, name) {
  const steps = from.split('/');
  return [...steps.map((_, index) => steps.slice(0, steps.length - index).join('/')), '']
    .filter((folder) => !folder.endsWith('node_modules'))
    .map((folder) => `${folder === '' ? '' : `${folder}/`}node_modules/${name}`);
}
