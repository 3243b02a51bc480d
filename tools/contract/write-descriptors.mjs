// Writes the contract as a module that holds a google.protobuf.FileDescriptorSet, for server reflection.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const proto = fileURLToPath(new URL('../../proto', import.meta.url));
const lineLength = 100;

/** @param {string} root the folder of the generated code */
export function writeDescriptors(root) {
  const set = execFileSync('buf', ['build', '--as-file-descriptor-set', '--exclude-source-info', '--output', '-'], {
    cwd: proto,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = set.toString('base64').match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? [];
  writeFileSync(
    join(root, 'descriptors.ts'),
    [
      '// @generated from proto/ by buf',
      '/** The contract as a google.protobuf.FileDescriptorSet, in base64. For server reflection. */',
      'export const FILE_DESCRIPTOR_SET: string = [',
      ...lines.map((line) => `  "${line}",`),
      '].join("");',
      '',
    ].join('\n'),
  );
}
