// `npm start`: from a fresh clone to a running server. Arguments after `--` are the server's.
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { runInForeground } from './foreground.mjs';
import { launch, setUp } from './set-up.mjs';

await launch(async () => {
  const workspace = await setUp();
  await buildStale(workspace);
  const server = join(workspace.root, 'apps', 'server', 'dist', 'main.js');
  return await runInForeground(workspace.node, [server, ...process.argv.slice(2)], {
    cwd: workspace.root,
    env: workspace.env,
  });
});
