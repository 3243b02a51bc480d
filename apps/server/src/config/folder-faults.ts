import { stat } from 'node:fs/promises';
import type { CheckedValues } from './check-values.ts';
import type { Fault } from './fault.ts';

const FOLDERS = ['demo-dir', 'bundle-dir'] as const;

/** What is wrong with the folders that were named. The default ones may be missing, before a build for instance. */
export async function folderFaults(values: CheckedValues): Promise<readonly Fault[]> {
  const faults = await Promise.all(
    FOLDERS.map(async (name): Promise<readonly Fault[]> => {
      const given = values[name];
      const wrong = given === undefined ? null : await objectionTo(given);
      if (given === undefined || wrong === null) return [];
      return [{ subject: `--${name}`, given, wrong, right: 'Give a folder, or leave it out for the default.' }];
    }),
  );
  return faults.flat();
}

async function objectionTo(path: string): Promise<string | null> {
  try {
    return (await stat(path)).isDirectory() ? null : 'is no folder';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'is not there' : `cannot be read (${code})`;
  }
}
