// `npm run bench`: what calls do on networks with NATs. Arguments after `--` are the benchmark's; `--help` is none of
// them, but whatever it does not know it answers with what it does.
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { runPlainly } from './plain-child.mjs';
import { launch, setUp } from './set-up.mjs';

await launch(async () => {
  const workspace = await setUp();
  await buildStale(workspace);
  const { root, node, env } = workspace;
  const main = join(root, 'apps', 'bench', 'src', 'main.ts');
  return await runPlainly(node, ['--conditions=@rtc-call/source', main, ...process.argv.slice(2)], { cwd: root, env });
});
