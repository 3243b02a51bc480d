import type { SeededRandom } from '../seeded-random.ts';
import type { SimulatedAction } from './simulated-action.ts';

const MOST_CANDIDATES = 4;
const END = 'end';

export interface SimulatedGatheringOptions {
  readonly random: SeededRandom;
  /** `empty`: the end is an empty candidate, then null, as in Firefox. `null`: null alone, as in Chromium. */
  readonly endOfCandidates: 'empty' | 'null';
  /** How many there are at most. Default: 4. */
  readonly mostCandidates?: number;
  /** The credentials of the local description at this moment. */
  currentFragment(): string | undefined;
  fire(candidate: RTCIceCandidateInit | null): void;
}

/** Finds a few candidates under each username fragment, and then the end. */
export class SimulatedGathering {
  /** What the page was told, as `fragment candidate`; an end of candidates as `fragment end`. */
  readonly told: string[] = [];
  readonly #options: SimulatedGatheringOptions;
  readonly #begun = new Set<string>();
  /** How many candidates are still to be found, by fragment. */
  readonly #left = new Map<string, number>();
  /** Events on their way to the page: they come also when their credentials are gone meanwhile. */
  readonly #events: (() => void)[] = [];

  constructor(options: SimulatedGatheringOptions) {
    this.#options = options;
  }

  begin(fragment: string): void {
    if (this.#begun.has(fragment)) return;
    this.#begun.add(fragment);
    this.#left.set(fragment, this.#options.random.below((this.#options.mostCandidates ?? MOST_CANDIDATES) + 1));
  }

  abandon(fragment: string): void {
    this.#left.delete(fragment);
  }

  /** What the page was told of a fragment. */
  found(fragment: string): { candidates: readonly string[]; endOfCandidates: boolean } {
    const prefix = `${fragment} `;
    const told = this.told.filter((entry) => entry.startsWith(prefix)).map((entry) => entry.slice(prefix.length));
    return { candidates: told.filter((entry) => entry !== END), endOfCandidates: told.includes(END) };
  }

  actions(): SimulatedAction[] {
    const actions = [...this.#left].map(([fragment, left]) => ({
      kind: 'gathering',
      run: () => this.#find(fragment, left),
    }));
    if (this.#events.length > 0) actions.push({ kind: 'candidate', run: () => this.#events.shift()?.() });
    return actions;
  }

  #find(fragment: string, left: number): void {
    if (left === 0) {
      this.#left.delete(fragment);
      if (this.#options.endOfCandidates === 'empty') this.#later(fragment, '');
      this.#events.push(() => this.#completed(fragment));
      return;
    }
    this.#left.set(fragment, left - 1);
    this.#later(fragment, `candidate:${left}`);
  }

  #later(fragment: string, candidate: string): void {
    this.#events.push(() => {
      this.told.push(`${fragment} ${candidate === '' ? END : candidate}`);
      this.#options.fire({ candidate, usernameFragment: fragment, sdpMid: '0' });
    });
  }

  /** Null says that all is gathered: it comes only while that is so. */
  #completed(fragment: string): void {
    if (this.#options.currentFragment() !== fragment) return;
    this.told.push(`${fragment} ${END}`);
    this.#options.fire(null);
  }
}
