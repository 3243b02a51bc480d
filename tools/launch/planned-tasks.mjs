import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nxArguments } from './nx.mjs';
import { runQuietly } from './quiet-child.mjs';
import { SetUpError } from './set-up.mjs';

/**
 * What Nx is going to run, so that a task that it leaves out because of a failure is not forgotten.
 * @param {import('./set-up.mjs').Workspace} workspace
 * @param {string[]} selection the arguments of `nx run-many`
 * @returns {Promise<{ id: string, target: string, projectRoot: string }[]>}
 */
export async function plannedTasks({ root, node, env }, selection) {
  const folder = mkdtempSync(join(tmpdir(), 'rtc-call-plan-'));
  try {
    const file = join(folder, 'plan.json');
    const args = nxArguments(root, [...selection, `--graph=${file}`]);
    const { code, output } = await runQuietly(node, args, { cwd: root, env });
    if (code !== 0) throw new SetUpError(`Nx could not plan the tests.\n\n${output}`);
    /** @type {{ tasks: { tasks: Record<string, { id: string, target: { target: string }, projectRoot: string }> } }} */
    const plan = JSON.parse(readFileSync(file, 'utf8'));
    return Object.values(plan.tasks.tasks)
      .map(({ id, target, projectRoot }) => ({ id, target: target.target, projectRoot }))
      .sort((a, b) => a.id.localeCompare(b.id));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
