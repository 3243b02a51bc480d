import { Coverage } from './coverage.ts';
import type { Outcome } from './simulation.ts';

/** How many failed runs are told of in full. */
const TOLD_FAILURES = 20;

/** A run in which something was that must not be. */
export interface Failure {
  readonly seed: number;
  readonly faults: readonly string[];
}

/** A tally as it goes from one process to another. */
export interface TallyData {
  readonly runs: number;
  readonly delivered: number;
  readonly failed: number;
  readonly failures: readonly Failure[];
  readonly struck: readonly (readonly [kind: string, count: number])[];
  readonly excused: readonly (readonly [reason: string, count: number])[];
  readonly coverages: readonly (readonly (readonly [state: string, input: string, count: number])[])[];
}

/** What came of many runs. */
export class Tally {
  runs = 0;
  /** Messages that came. */
  delivered = 0;
  failed = 0;
  /** The first of those that failed. */
  readonly failures: Failure[] = [];
  /** How often each kind of fault has struck. */
  readonly struck = new Map<string, number>();
  /** Messages that did not come, by the reason. */
  readonly excused = new Map<string, number>();
  readonly sessions = new Coverage();
  readonly negotiations = new Coverage();
  readonly recoveries = new Coverage();
  readonly events = new Coverage();

  addRun({ scenario, faults, struck, delivered, excused, ...ran }: Outcome): void {
    const failures = faults.length === 0 ? [] : [{ seed: scenario.seed, faults }];
    const { sessions, negotiations, recoveries, events } = ran;
    const coverages = [sessions, negotiations, recoveries, events].map((coverage) => [...coverage]);
    this.add({
      runs: 1,
      delivered,
      failed: failures.length,
      failures,
      struck: [...struck],
      excused: [...excused],
      coverages,
    });
  }

  add({ runs, delivered, failed, failures, struck, excused, coverages }: TallyData): void {
    this.runs += runs;
    this.delivered += delivered;
    this.failed += failed;
    this.failures.push(...failures.slice(0, TOLD_FAILURES - this.failures.length));
    addCounts(this.struck, struck);
    addCounts(this.excused, excused);
    for (const [index, coverage] of this.#coverages().entries()) coverage.add(coverages[index] ?? []);
  }

  toData(): TallyData {
    const { runs, delivered, failed, failures, struck, excused } = this;
    const coverages = this.#coverages().map((coverage) => [...coverage]);
    return { runs, delivered, failed, failures, struck: [...struck], excused: [...excused], coverages };
  }

  #coverages(): readonly Coverage[] {
    return [this.sessions, this.negotiations, this.recoveries, this.events];
  }
}

function addCounts(sums: Map<string, number>, counts: Iterable<readonly [name: string, count: number]>): void {
  for (const [name, count] of counts) sums.set(name, (sums.get(name) ?? 0) + count);
}
