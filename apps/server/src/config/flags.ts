import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Fault } from './fault.ts';
import type { GivenValue } from './given-value.ts';
import { nearest } from './nearest.ts';
import { OPTION_BY_NAME, OPTIONS, type OptionName, variableName } from './option-table.ts';

/** What the command can do. */
export type Task = 'serve' | 'turn-config';

/** What the command line says. */
export interface Flags {
  readonly values: readonly GivenValue[];
  readonly faults: readonly Fault[];
  /** The file that --config names. */
  readonly configFile: string | null;
  /** What is to be done: `serve`, unless another word stands first. */
  readonly task: Task;
  readonly help: boolean;
  readonly version: boolean;
}

type Token = NonNullable<ReturnType<typeof parse>['tokens']>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

const HELP_IS_NEAR = 'See --help for all options.';

/** Reads the command line to its end, whatever is wrong with it. */
export function readFlags(argv: readonly string[], cwd: string): Flags {
  const faults: Fault[] = [];
  const found = new Map<OptionName, GivenValue>();
  let configFile: string | null = null;
  let help = false;
  let version = false;
  let afterUnknown = false;
  let task: Task = 'serve';

  for (const token of parse(argv).tokens ?? []) {
    if (token.kind === 'positional') {
      if (token.index === 0 && token.value === 'turn-config') {
        task = 'turn-config';
        continue;
      }
      // What follows an option nobody knows was probably its value; one line about both is enough.
      if (!afterUnknown) faults.push(positionalFault(token.value));
      afterUnknown = false;
      continue;
    }
    afterUnknown = false;
    if (token.kind !== 'option') continue;
    if (token.name === 'help') help = true;
    else if (token.name === 'version') version = true;
    else if (token.name === 'config') {
      if (isMissing(token)) faults.push(missingValue(token, 'FILE'));
      else configFile = resolve(cwd, token.value ?? '');
    } else {
      const option = OPTION_BY_NAME.get(token.name);
      if (option === undefined) {
        faults.push(unknownFlag(token));
        afterUnknown = token.value === undefined;
      } else if (option.secret === true) {
        faults.push(secretFlag(token));
      } else if (option.only !== undefined && option.only !== task) {
        faults.push(elsewhere(token, option.only));
      } else if (option.takes === 'switch') {
        if (token.value === undefined) put(found, option.name, token.rawName, !token.rawName.startsWith('--no-'));
        else put(found, option.name, token.rawName, token.value);
      } else if (isMissing(token)) {
        faults.push(missingValue(token, option.placeholder ?? 'VALUE'));
      } else if (option.takes === 'list') {
        const earlier = found.get(option.name)?.value;
        put(found, option.name, token.rawName, [...(Array.isArray(earlier) ? earlier : []), token.value]);
      } else {
        put(found, option.name, token.rawName, option.takes === 'path' ? resolve(cwd, token.value ?? '') : token.value);
      }
    }
  }
  return { values: [...found.values()], faults, configFile, task, help, version };
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    allowNegative: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
      config: { type: 'string' },
      ...Object.fromEntries(
        OPTIONS.map(({ name, takes }) => [
          name,
          { type: takes === 'switch' ? ('boolean' as const) : ('string' as const) },
        ]),
      ),
    },
  });
}

function put(found: Map<OptionName, GivenValue>, option: OptionName, subject: string, value: unknown): void {
  found.set(option, { option, subject, value });
}

/** The parser takes whatever comes next for a value, and so would take the next flag. */
function isMissing(token: OptionToken): boolean {
  return token.value === undefined || token.value === '' || (!token.inlineValue && token.value.startsWith('--'));
}

function missingValue(token: OptionToken, placeholder: string): Fault {
  return {
    subject: token.rawName,
    given: null,
    wrong: 'has no value',
    right: `Write ${token.rawName} ${placeholder}.`,
  };
}

function unknownFlag(token: OptionToken): Fault {
  const meant = nearest(token.name, [...OPTION_BY_NAME.keys(), 'help', 'version', 'config']);
  return {
    subject: token.rawName,
    given: null,
    wrong: 'is no option',
    right: meant === null ? HELP_IS_NEAR : `Did you mean --${meant}?`,
  };
}

function secretFlag(token: OptionToken): Fault {
  return {
    subject: token.rawName,
    given: null,
    wrong: 'would show a secret to every user of this machine',
    right: `Set ${variableName(token.name)}, or give ${token.rawName}-file.`,
  };
}

function elsewhere(token: OptionToken, task: Task): Fault {
  return {
    subject: token.rawName,
    given: null,
    wrong: `is for ${task}, not for the server`,
    right: `Write rtc-call-server ${task} ${token.rawName} …, or leave it out.`,
  };
}

function positionalFault(value: string): Fault {
  const wrong = 'belongs to no option';
  if (value === 'turn-config') return { subject: 'The argument', given: value, wrong, right: 'Write it first.' };
  const meant = nearest(value, [...OPTION_BY_NAME.keys()].map((name) => `--${name}`).concat('turn-config'));
  return {
    subject: 'The argument',
    given: value,
    wrong,
    right: meant === null ? HELP_IS_NEAR : `Did you mean ${meant}?`,
  };
}
