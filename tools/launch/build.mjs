import { nxArguments } from './nx.mjs';
import { runQuietly } from './quiet-child.mjs';
import { SetUpError } from './set-up.mjs';

/** Until then a build with nothing to do has ended, and there is nothing to announce. */
const announceAfterMs = 2000;

const projects = ['@rtc-call/server-cli', '@rtc-call/elements', '@rtc-call/demo'];

/**
 * Builds what the server runs and serves, as far as it is stale: Nx takes the rest from its cache.
 * @param {import('./set-up.mjs').Workspace} workspace
 */
export async function buildStale({ root, node, env }) {
  const announce = setTimeout(() => console.log('Building…'), announceAfterMs);
  const args = nxArguments(root, ['run-many', '-t', 'build', '--projects', projects.join(), '--output-style=static']);
  const { code, output } = await runQuietly(node, args, { cwd: root, env });
  clearTimeout(announce);
  if (code !== 0) throw new SetUpError(`The build failed.\n\n${output}`);
}
