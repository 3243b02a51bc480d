/** Where several measurements of one thing lie. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** Of measurements in any order; of an even number the median is the mean of the two in the middle. Infinity is allowed. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new Error('Nothing was measured.');
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? NaN;
  const middle = (sorted.length - 1) / 2;
  const [below, above] = [at(Math.floor(middle)), at(Math.ceil(middle))];
  return { median: below === above ? below : (below + above) / 2, least: at(0), most: at(sorted.length - 1) };
}
