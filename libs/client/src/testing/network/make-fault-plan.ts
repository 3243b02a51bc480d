import type { SeededRandom } from '../seeded-random.ts';
import type { Fault, FaultPlan } from './fault-plan.ts';
import { makeFault } from './make-fault.ts';

export interface FaultPlanOptions {
  /** Whom faults can strike, by name. At least one. */
  readonly clients: readonly string[];
  /** How many faults there are. Some may find nothing to strike. */
  readonly count: number;
  /** Each strikes within so many milliseconds from the beginning. */
  readonly withinMs: number;
  /** How many servers there are to strike. Default: 1. */
  readonly servers?: number;
  /** As of the server; without a store nothing happens to it. Default: `memory`. */
  readonly rooms?: 'memory' | 'store';
  /** Which kinds of faults there are. Default: all. */
  readonly kinds?: readonly Fault['kind'][];
}

/**
 * A plan by chance: the same for the same seed. None of its faults lasts longer than 20 s.
 * @throws {Error} when there are no faults of those kinds.
 */
export function makeFaultPlan(random: SeededRandom, options: FaultPlanOptions): FaultPlan {
  const { clients, count, withinMs, servers = 1, rooms = 'memory', kinds } = options;
  const plan = Array.from({ length: count }, () => {
    const at = random.below(withinMs);
    const struck = { client: random.pick(clients), server: random.below(servers), rooms };
    return { at, fault: makeFault(random, kinds ? { ...struck, kinds } : struck) };
  });
  return plan.sort((one, other) => one.at - other.at);
}
