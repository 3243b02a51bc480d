import type { Coverage } from './coverage.ts';

/** Pairs of states and inputs, and what is to be said of them. */
export interface Pairs {
  readonly states: readonly string[];
  readonly inputs: readonly string[];
  readonly why: string;
}

/** What a coverage is held against. Every pair that is not listed has to happen. */
export interface CoverageTable {
  /** What it is a coverage of. */
  readonly title: string;
  readonly states: readonly string[];
  readonly inputs: readonly string[];
  /** What cannot happen. */
  readonly impossible: readonly Pairs[];
  /** What can, but only in the moment between two steps that belong together: it happens, or does not. */
  readonly rare: readonly Pairs[];
}

/** What is wrong with a coverage: pairs that can happen and did not, and pairs that did and cannot. */
export function gaps({ title, states, inputs, impossible, rare }: CoverageTable, coverage: Coverage): string[] {
  const never = states.flatMap((state) =>
    inputs
      .filter((input) => coverage.of(state, input) === 0)
      .filter((input) => !isIn(impossible, state, input) && !isIn(rare, state, input))
      .map((input) => `${title}: "${state}" never met "${input}"`),
  );
  const unheardOf = [...coverage]
    .filter(([state, input]) => {
      return !states.includes(state) || !inputs.includes(input) || isIn(impossible, state, input);
    })
    .map(([state, input, count]) => `${title}: "${state}" met "${input}" ${count} times, which is thought impossible`);
  return [...never, ...unheardOf];
}

/** The coverage as a table for a person: an input in each line, a state in each column, and why there are gaps. */
export function print({ title, states, inputs, impossible, rare }: CoverageTable, coverage: Coverage): string {
  const width = Math.max(...inputs.map(({ length }) => length));
  const cell = (state: string, input: string) => {
    const count = coverage.of(state, input);
    if (count === 0 && isIn(impossible, state, input)) return '-';
    return isIn(rare, state, input) ? `(${count})` : String(count);
  };
  const columnWidth = (state: string) => Math.max(state.length, 8);
  const head = ['input'.padEnd(width), ...states.map((state) => state.padStart(columnWidth(state)))];
  const rows = inputs.map((input) => [
    input.padEnd(width),
    ...states.map((state) => cell(state, input).padStart(columnWidth(state))),
  ]);
  return [
    title,
    ...[head, ...rows].map((row) => row.join('  ')),
    ...impossible.map((pairs) => `-  ${describe(pairs)}`),
    ...rare.map((pairs) => `() ${describe(pairs)}`),
  ].join('\n');
}

function describe({ states, inputs, why }: Pairs): string {
  return `${states.join(', ')}: ${inputs.join(', ')}: ${why}`;
}

function isIn(pairs: readonly Pairs[], state: string, input: string): boolean {
  return pairs.some(({ states, inputs }) => states.includes(state) && inputs.includes(input));
}
