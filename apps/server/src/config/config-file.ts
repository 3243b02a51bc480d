import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import type { Fault } from './fault.ts';
import type { GivenValue } from './given-value.ts';
import { nearest } from './nearest.ts';
import { fileKey, OPTIONS } from './option-table.ts';

/** What a configuration file says. */
export interface ConfigFile {
  readonly values: readonly GivenValue[];
  readonly faults: readonly Fault[];
}

/** Reads a file of JSON: an object whose keys are the options' names in camel case. */
export async function readConfigFile(file: string, cwd: string): Promise<ConfigFile> {
  const shown = relative(cwd, file);
  const failed = (wrong: string, right: string): ConfigFile => {
    return { values: [], faults: [{ subject: 'The configuration file', given: shown, wrong, right }] };
  };
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT') return failed('is not there', 'Give the path of a JSON file.');
    return failed(`cannot be read (${code})`, 'Give the path of a JSON file that this user may read.');
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return failed(`is not JSON: ${detail}`, 'Mend it there, or see --help for the options as flags.');
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return failed('holds no object', 'Write an object, such as { "port": 8080 }.');
  }
  return readObject(content, shown, dirname(file));
}

function readObject(content: object, shown: string, directory: string): ConfigFile {
  const byKey = new Map(OPTIONS.map((option) => [fileKey(option.name), option]));
  const values: GivenValue[] = [];
  const faults: Fault[] = [];
  for (const [key, value] of Object.entries(content)) {
    const option = byKey.get(key);
    const subject = `"${key}" in ${shown}`;
    if (option === undefined) {
      const meant = nearest(key, [...byKey.keys()]);
      const right = meant === null ? `The keys are ${[...byKey.keys()].join(', ')}.` : `Did you mean "${meant}"?`;
      faults.push({ subject, given: null, wrong: 'is no option', right });
    } else if (option.takes === 'list') {
      values.push({ option: option.name, subject, value: Array.isArray(value) ? value : [value] });
    } else {
      const isPath = option.takes === 'path' && typeof value === 'string' && value !== '';
      values.push({ option: option.name, subject, value: isPath ? resolve(directory, value) : value });
    }
  }
  return { values, faults };
}
