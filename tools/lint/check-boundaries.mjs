import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nxArguments } from '../launch/nx.mjs';
import { forbiddenEdges } from './boundaries.mjs';
import { report } from './report.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'rtc-call-graph-'));
try {
  const file = join(folder, 'graph.json');
  execFileSync(process.execPath, nxArguments(root, ['graph', `--file=${file}`]), { cwd: root, stdio: 'ignore' });
  const { graph } = JSON.parse(readFileSync(file, 'utf8'));
  // A graph without edges means that Nx understood nothing, and would pass every check.
  const isEmpty = Object.values(graph.dependencies).flat().length === 0;
  report(
    'The projects depend on each other in a direction that is not allowed:',
    isEmpty ? ['the graph has no edges at all'] : forbiddenEdges(graph),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
