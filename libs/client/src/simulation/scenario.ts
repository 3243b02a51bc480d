import type { FaultPlan } from '../testing/network/fault-plan.ts';
import type { PageAction, ParticipantScript } from '../testing/participant-script.ts';

/** Something that happens to the network of a page. */
export interface DeadPath {
  /** Milliseconds from the beginning. */
  readonly at: number;
  /** Whose page it is. */
  readonly name: string;
  readonly action: PageAction;
}

/** One run of the simulation as data: who does what and when, and what goes wrong meanwhile. It follows from a seed. */
export interface Scenario {
  readonly seed: number;
  /** Where the rooms are kept, and by how many servers they are served. */
  readonly rooms: 'memory' | 'store';
  readonly servers: number;
  /** How many entries of the room's log are kept; null for as many as ever. */
  readonly keptEntries: number | null;
  readonly capacity: number;
  /** How long what keeps the rooms takes to answer at most, in milliseconds. */
  readonly storeLatencyMs: number;
  /** How long a message is on its way, in milliseconds: at least, and at most. */
  readonly latencyMs: readonly [least: number, most: number];
  /** Who takes part, by name, and what each does. */
  readonly scripts: Readonly<Record<string, ParticipantScript>>;
  readonly faults: FaultPlan;
  /** What becomes of the paths between the pages, on which servers have no part. */
  readonly deadPaths: readonly DeadPath[];
}
