import { resolve } from 'node:path';
import type { Fault } from './fault.ts';
import type { GivenValue } from './given-value.ts';
import { nearest } from './nearest.ts';
import { OPTIONS, variableName } from './option-table.ts';

/** What the environment says. */
export interface Environment {
  readonly values: readonly GivenValue[];
  readonly faults: readonly Fault[];
  /** The file that RTC_CALL_CONFIG names. */
  readonly configFile: string | null;
}

/** Reads the variables that begin with RTC_CALL_. An empty one counts as not set. */
export function readEnvironment(env: Readonly<NodeJS.ProcessEnv>, cwd: string): Environment {
  const values: GivenValue[] = [];
  for (const option of OPTIONS) {
    const subject = variableName(option.name);
    const text = env[subject];
    if (text === undefined || text === '') continue;
    const value = option.takes === 'list' ? split(text) : option.takes === 'path' ? resolve(cwd, text) : text;
    values.push({ option: option.name, subject, value });
  }
  const configFile = env['RTC_CALL_CONFIG'];
  return {
    values,
    faults: misspelt(env),
    configFile: configFile === undefined || configFile === '' ? null : resolve(cwd, configFile),
  };
}

function split(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((entry) => entry !== '');
}

/** A variable with our prefix that is nearly one of ours is a slip. One that is like none may be somebody else's. */
function misspelt(env: Readonly<NodeJS.ProcessEnv>): readonly Fault[] {
  const known = [...OPTIONS.map(({ name }) => variableName(name)), 'RTC_CALL_CONFIG'];
  return Object.keys(env).flatMap((name) => {
    if (!name.startsWith('RTC_CALL_') || known.includes(name)) return [];
    const meant = nearest(name, known);
    if (meant === null) return [];
    return [
      {
        subject: name,
        given: env[name] ?? null,
        wrong: 'is no variable of this server',
        right: `Did you mean ${meant}?`,
      },
    ];
  });
}
