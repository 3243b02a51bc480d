import type { SeededRandom } from '../seeded-random.ts';

/** Something that can happen now. */
export interface SimulatedAction {
  /** What it is a part of; parts of one kind are fast or slow together. */
  readonly kind: string;
  run(): void;
}

/** The slowest kind of action happens this many times less often than the fastest. */
const SLOWEST = 64;

/** Chooses what happens next. What is slow is another thing in each run, so that whole exchanges fit into one delay. */
export class SimulatedSchedule {
  readonly #random: SeededRandom;
  readonly #speeds = new Map<string, number>();

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** One of `actions`, which has at least one. */
  next(actions: readonly SimulatedAction[]): SimulatedAction {
    const speeds = actions.map(({ kind }) => this.#speedOf(kind));
    let left = this.#random.next() * speeds.reduce((sum, speed) => sum + speed, 0);
    const chosen = speeds.findIndex((speed) => {
      left -= speed;
      return left < 0;
    });
    return actions.at(chosen) as SimulatedAction;
  }

  #speedOf(kind: string): number {
    const speed = this.#speeds.get(kind) ?? SLOWEST ** -this.#random.next();
    this.#speeds.set(kind, speed);
    return speed;
  }
}
