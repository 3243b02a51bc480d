// protobuf-ts writes imports without an extension; Node's module loader wants one. Reflection wants the descriptors.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeDescriptors } from './write-descriptors.mjs';

const root = process.argv[2] ?? fileURLToPath(new URL('../../libs/contract/src/gen', import.meta.url));

for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
  const file = join(entry.parentPath, entry.name);
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, source.replace(/(from ")(\.{1,2}\/[^"]+)(")/g, '$1$2.ts$3'));
}

writeDescriptors(root);
