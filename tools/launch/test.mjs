// `npm test`: sets up, runs every check and every test through Nx, and adds up what came out. Arguments after `--` are
// Nx's, such as `--projects @rtc-call/client` or `--skip-nx-cache`.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { findBrowser, howToGetBrowser, requiredBrowsers } from '../browsers.mjs';
import { findCoturn, howToGetCoturn } from '../coturn.mjs';
import { missingForNetworkLab } from '../network-lab.mjs';
import { findRedis, howToGetRedis } from '../redis.mjs';
import { nxArguments } from './nx.mjs';
import { plannedTasks } from './planned-tasks.mjs';
import { specFiles } from './report/spec-files.mjs';
import { summary } from './report/summary.mjs';
import { tally, total } from './report/tally.mjs';
import { runPlainly } from './plain-child.mjs';
import { launch, SetUpError, setUp } from './set-up.mjs';

const targets = [
  'check-contract-lint',
  'check-contract-breaking',
  'check-generated',
  'check-format',
  'check-lint',
  'check-boundaries',
  'check-lock',
  'typecheck',
  'test',
  'e2e',
];

/** Nx runs three projects at once (nx.json), and with a worker for each core in each they would starve one another. */
const workersPerProject = Math.max(1, Math.floor(availableParallelism() / 2));

await launch(async () => {
  const workspace = await setUp();
  const { root, node, env } = workspace;
  const selection = ['run-many', '-t', ...targets, ...process.argv.slice(2)];
  const planned = await plannedTasks(workspace, selection);

  // A report that is there afterwards is this run's: written by it, or restored by Nx from its cache.
  for (const { projectRoot } of planned) rmSync(join(root, projectRoot, 'reports'), { recursive: true, force: true });
  const record = join(root, '.nx', 'cache', 'run.json');
  rmSync(record, { force: true });

  const args = nxArguments(root, [...selection, '--output-style=static']);
  await runPlainly(node, args, { cwd: root, env: { ...env, VITEST_MAX_WORKERS: String(workersPerProject) } });
  if (!existsSync(record)) throw new SetUpError('Nx did not come to its end, so there is no result.');

  /** @type {{ tasks: { taskId: string, status: number }[] }} */
  const run = JSON.parse(readFileSync(record, 'utf8'));
  const status = new Map(run.tasks.map((task) => [task.taskId, task.status]));
  const rows = tally(
    planned.map(({ id, target, projectRoot }) => ({
      id,
      target,
      status: status.get(id) ?? null,
      report: readReport(join(root, projectRoot, 'reports', 'vitest.json')),
      specs: specFiles(join(root, projectRoot)),
    })),
  );
  const missing = requiredBrowsers.filter((name) => findBrowser(name) === null).map(howToGetBrowser);
  if (findRedis() === null) missing.push(howToGetRedis());
  if (findCoturn() === null) missing.push(howToGetCoturn());
  const lab = missingForNetworkLab();
  if (lab !== null) missing.push(lab);
  console.log(summary(rows, missing).replaceAll(root, ''));
  return total(rows).failed === 0 ? 0 : 1;
});

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
