import type { Coverage } from './coverage.ts';

/** A pair that cannot happen, and why. */
export interface Impossible {
  /** Null for every state. */
  readonly state: string | null;
  readonly input: string;
  readonly why: string;
}

/** What a coverage is held against. */
export interface CoverageTable {
  /** What it is a coverage of. */
  readonly title: string;
  readonly states: readonly string[];
  readonly inputs: readonly string[];
  readonly impossible: readonly Impossible[];
}

/** What is wrong with a coverage: pairs that can happen and did not, and pairs that did and cannot. */
export function gaps({ title, states, inputs, impossible }: CoverageTable, coverage: Coverage): string[] {
  const cannot = (state: string, input: string) =>
    impossible.some((pair) => pair.input === input && (pair.state === null || pair.state === state));
  const never = states.flatMap((state) =>
    inputs
      .filter((input) => coverage.of(state, input) === 0 && !cannot(state, input))
      .map((input) => `${title}: "${state}" never met "${input}"`),
  );
  const unheardOf = [...coverage]
    .filter(([state, input]) => !states.includes(state) || !inputs.includes(input) || cannot(state, input))
    .map(([state, input, count]) => `${title}: "${state}" met "${input}" ${count} times, which is thought impossible`);
  return [...never, ...unheardOf];
}

/** The coverage as a table for a person: an input in each line, a state in each column, `-` for what cannot be. */
export function print({ title, states, inputs, impossible }: CoverageTable, coverage: Coverage): string {
  const cannot = (state: string, input: string) =>
    impossible.some((pair) => pair.input === input && (pair.state === null || pair.state === state));
  const width = Math.max(...inputs.map(({ length }) => length));
  const cells = (input: string) =>
    states.map((state) => {
      const count = coverage.of(state, input);
      return (count === 0 && cannot(state, input) ? '-' : String(count)).padStart(Math.max(state.length, 7));
    });
  const head = ['', ...states.map((state) => state.padStart(7))];
  const rows = inputs.map((input) => [input.padEnd(width), ...cells(input)]);
  return [title, `${''.padEnd(width)}${head.join('  ')}`, ...rows.map((row) => row.join('  '))].join('\n');
}
