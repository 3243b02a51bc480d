import type { z } from 'zod';
import type { Fault } from './fault.ts';
import type { GivenValue } from './given-value.ts';
import { OPTIONS, type OptionName } from './option-table.ts';
import { type OptionSchema, SCHEMAS } from './schemas.ts';

type Output<Name extends OptionName> = z.infer<(typeof SCHEMAS)[Name]['schema']>;
type ListName = Extract<(typeof OPTIONS)[number], { takes: 'list' }>['name'];

/** The values that were given and are right. What was not given, or is wrong, is not there. */
export type CheckedValues = { -readonly [Name in OptionName]?: Name extends ListName ? Output<Name>[] : Output<Name> };

/** Checks every value, and tells of all that are wrong. Of two values for one option the later counts. */
export function checkValues(given: readonly GivenValue[]) {
  const winners = new Map(given.map((value) => [value.option, value]));
  const faults: Fault[] = [];
  const faulty = new Set<OptionName>();
  const checked: Partial<Record<OptionName, unknown>> = {};

  for (const { name, takes } of OPTIONS) {
    const winner = winners.get(name);
    if (winner === undefined) continue;
    const entries = takes === 'list' && Array.isArray(winner.value) ? winner.value : [winner.value];
    const results = entries.map((entry) => checkOne(SCHEMAS[name], winner.subject, entry));
    const found = results.flatMap((result) => (result.ok ? [] : [result.fault]));
    if (found.length > 0) {
      faults.push(...found);
      faulty.add(name);
      continue;
    }
    const right = results.flatMap((result) => (result.ok ? [result.value] : []));
    checked[name] = takes === 'list' ? [...new Set(right)] : right[0];
  }
  // Each entry is what its own schema gave.
  return { values: checked as CheckedValues, faults, faulty: faulty as ReadonlySet<OptionName> };
}

type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: Fault };

function checkOne(
  { schema, right, show = (text) => text }: OptionSchema<unknown>,
  subject: string,
  value: unknown,
): Outcome {
  const result = schema.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  const issue = result.error.issues[0];
  const better: unknown = issue?.code === 'custom' ? issue.params?.['right'] : undefined;
  const fault = {
    subject,
    given: typeof value === 'string' ? show(value) : JSON.stringify(value),
    wrong: issue?.message ?? 'is wrong',
    right: typeof better === 'string' ? better : right,
  };
  return { ok: false, fault };
}
