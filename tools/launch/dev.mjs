// `npm run dev`: the server and the demo from their sources, with hot reload. Arguments after `--` are the server's.
import { fileURLToPath } from 'node:url';
import { runInForeground } from './foreground.mjs';
import { launch, setUp } from './set-up.mjs';

await launch(async () => {
  const { root, node, env } = await setUp();
  const main = fileURLToPath(new URL('./dev/main.mjs', import.meta.url));
  return await runInForeground(node, [main, ...process.argv.slice(2)], { cwd: root, env });
});
