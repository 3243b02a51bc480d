/** How often something in each state met each input. */
export class Coverage {
  readonly #counts = new Map<string, Map<string, number>>();

  count(state: string, input: string): void {
    const row = this.#counts.get(state) ?? new Map<string, number>();
    this.#counts.set(state, row);
    row.set(input, (row.get(input) ?? 0) + 1);
  }

  of(state: string, input: string): number {
    return this.#counts.get(state)?.get(input) ?? 0;
  }

  add(other: Iterable<readonly [state: string, input: string, count: number]>): void {
    for (const [state, input, count] of other) {
      const row = this.#counts.get(state) ?? new Map<string, number>();
      this.#counts.set(state, row);
      row.set(input, (row.get(input) ?? 0) + count);
    }
  }

  *[Symbol.iterator](): Generator<readonly [state: string, input: string, count: number]> {
    for (const [state, row] of this.#counts) for (const [input, count] of row) yield [state, input, count];
  }
}
