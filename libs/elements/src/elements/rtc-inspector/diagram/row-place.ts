import type { RowShape } from './diagram.ts';

/** Where a row is drawn, and where its words stand. */
export interface RowPlace {
  /** The first and the last lane that it touches. */
  readonly start: number;
  readonly end: number;
  /** To which side an arrow points. */
  readonly direction: 'forward' | 'backward';
  /** On which side of the diagram its words begin, so that they have room: `leading` from `start` on, `trailing` up to `end`. */
  readonly anchor: 'leading' | 'trailing';
}

export function placeRow(shape: RowShape, lanes: number): RowPlace {
  const [from, to] = shape.kind === 'note' ? [shape.lane, shape.lane] : [shape.from, shape.to];
  const start = Math.min(from, to);
  return {
    start,
    end: Math.max(from, to),
    direction: from <= to ? 'forward' : 'backward',
    anchor: start + 0.5 <= lanes / 2 ? 'leading' : 'trailing',
  };
}
