import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from './child-environment.mjs';
import { endWithNpm } from './end-with-npm.mjs';
import { ensureInstalled } from './installation.mjs';
import { bringsItsOwnNode, missingNode } from './node-choice.mjs';

/**
 * A workspace in which things can be started.
 * @typedef {object} Workspace
 * @property {string} root the repository's folder
 * @property {string} node the Node to run everything on
 * @property {NodeJS.ProcessEnv} env the environment for children
 */

/** A fault that the user can mend: its message is the whole of what to print. */
export class SetUpError extends Error {}

/**
 * Makes a fresh clone ready, and costs a few milliseconds when it already is.
 * @returns {Promise<Workspace>}
 */
export async function setUp() {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const env = childEnvironment(root, process.env, process.stdout.isTTY);
  const version = process.versions.node;

  const beforehand = missingNode({ version, brings: bringsItsOwnNode(process.platform, process.arch) });
  if (beforehand !== null) throw new SetUpError(beforehand);
  await ensureInstalled(root, env).catch((error) => {
    throw new SetUpError(error.message, { cause: error });
  });

  const brought = join(root, 'node_modules', '.bin', 'node');
  const brings = runs(brought);
  const afterwards = missingNode({ version, brings });
  if (afterwards !== null) throw new SetUpError(afterwards);
  return { root, node: brings ? brought : process.execPath, env };
}

/**
 * Whether a Node runs on this machine; the one that the repository brings does not where there is no glibc.
 * @param {string} node
 */
function runs(node) {
  try {
    execFileSync(node, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Runs a launcher's main function, which does not outlive the npm that started it; a fault that the user can mend is printed in words, without a stack.
 * @param {() => Promise<number>} main answers the exit code
 */
export async function launch(main) {
  endWithNpm(process.env);
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof SetUpError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
