// Is the TypeScript in libs/contract what `npm run generate` would write? Generates it anew into a temporary folder.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { folderDifference } from './folder-difference.mjs';

const proto = fileURLToPath(new URL('../../proto', import.meta.url));
const written = process.argv[2] ?? fileURLToPath(new URL('../../libs/contract/src/gen', import.meta.url));
const finish = fileURLToPath(new URL('./finish-generated.mjs', import.meta.url));

const scratch = mkdtempSync(join(tmpdir(), 'rtc-call-generated-'));
try {
  // buf.gen.yaml names its target relative to proto/, so the scratch folder is laid out like the workspace.
  execFileSync('buf', ['generate', '--output', join(scratch, 'proto')], { cwd: proto, stdio: 'inherit' });
  const anew = join(scratch, 'libs/contract/src/gen');
  execFileSync('node', [finish, anew], { stdio: 'inherit' });

  const differences = folderDifference(anew, written);
  if (differences.length > 0) {
    console.error('The generated code is not in step with proto/. Run `npm run generate`.');
    for (const line of differences) console.error(`  ${line}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
