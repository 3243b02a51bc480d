import type { SeededRandom } from './seeded-random.ts';
import type { Random } from '../ports/random.ts';

/** Chance that a seed repeats. Its secrets are none. */
export class FakeRandom implements Random {
  readonly #random: SeededRandom;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  next(): number {
    return this.#random.next();
  }

  secret(): string {
    return Array.from({ length: 4 }, () =>
      this.#random
        .below(2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join('');
  }
}
