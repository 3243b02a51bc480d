import type { DiagramRow } from './diagram.ts';

/** How many rows are drawn of a long call. A recording holds the others too. */
export const FIRST_ROWS = 400;
export const LAST_ROWS = 600;

/** What is drawn of all rows: the first, the last, and how many are left out between them. */
export interface ShownRows {
  readonly first: readonly DiagramRow[];
  readonly leftOut: number;
  readonly last: readonly DiagramRow[];
}

export function shownRows(rows: readonly DiagramRow[]): ShownRows {
  const leftOut = Math.max(0, rows.length - FIRST_ROWS - LAST_ROWS);
  return leftOut === 0
    ? { first: rows, leftOut, last: [] }
    : { first: rows.slice(0, FIRST_ROWS), leftOut, last: rows.slice(-LAST_ROWS) };
}
