// `npm run soak`: an hour of a call behind a proxy that cuts its connections at random. `npm run soak -- 10` takes ten
// minutes. RTC_CALL_SOAK_SEED chooses the same cuts as a run before, which has printed its seed.
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { runPlainly } from './plain-child.mjs';
import { launch, SetUpError, setUp } from './set-up.mjs';

const usualMinutes = 60;

await launch(async () => {
  const [argument = String(usualMinutes)] = process.argv.slice(2);
  const minutes = Number(argument);
  if (!(minutes > 0))
    throw new SetUpError(`How many minutes? "${argument}" is no number of them. Try: npm run soak -- 10`);
  const workspace = await setUp();
  await buildStale(workspace);
  const { root, node, env } = workspace;
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  return await runPlainly(node, [vitest, 'run', '--reporter=verbose', 'src/cut-at-random.spec.ts'], {
    cwd: join(root, 'apps', 'e2e'),
    env: { ...env, RTC_CALL_SOAK_MINUTES: String(minutes) },
  });
});
