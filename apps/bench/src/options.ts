import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** How often each repair is measured. */
  readonly runs: number;
  /** What is measured. */
  readonly parts: ReadonlySet<Part>;
  /** The file for the figures as JSON. */
  readonly json: string;
}

const PARTS = ['matrix', 'repair'] as const;
type Part = (typeof PARTS)[number];

const USAGE = 'Usage: npm run bench -- [--runs N] [--only matrix|repair] [--json FILE]';
const DEFAULT_RUNS = 10;
const MOST_RUNS = 1_000;

/** @throws in words where the arguments make no sense. */
export function parseOptions(args: readonly string[], defaultJson: string): BenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { runs: { type: 'string' }, only: { type: 'string' }, json: { type: 'string' } },
  });
  const { runs: said = String(DEFAULT_RUNS), only, json = defaultJson } = values;
  const runs = Number(said);
  if (!Number.isInteger(runs) || runs < 1 || runs > MOST_RUNS) {
    throw new Error(`--runs ${said} is no number from 1 to ${MOST_RUNS}. ${USAGE}`);
  }
  const parts = PARTS.filter((part) => only === undefined || part === only);
  if (parts.length === 0) throw new Error(`--only ${only} is neither ${PARTS.join(' nor ')}. ${USAGE}`);
  return { runs, parts: new Set(parts), json };
}
