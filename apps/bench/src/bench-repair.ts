import { type CallLab, measureRepair, REPAIR_CASES, type Repair, type RepairCase } from '@rtc-call/lab';
import { spreadOf } from './spread.ts';
import { table } from './table.ts';

/** What a fault did to calls, and to the links beside them that were mended as an application can without replacing them. */
export interface RepairRow {
  readonly title: string;
  readonly effect: RepairCase['fault']['effect'];
  /** What the control links did. */
  readonly control: 'ice-restart' | 'none';
  readonly runs: readonly RepairRun[];
}

export interface RepairRun {
  readonly call: Repair;
  readonly control: Repair;
  /** The peer connections that the two pages have made since. */
  readonly replacements: readonly number[];
  /** Whether anybody was told to have left or come. */
  readonly disturbed: boolean;
}

/** Lets each fault strike so many calls, one in each case before the next in any. */
export async function benchRepair(
  lab: CallLab,
  runs: number,
  tell: (line: string) => void,
): Promise<readonly RepairRow[]> {
  const rows = REPAIR_CASES.map((repairCase) => ({
    ...repairCase,
    control: controlOf(repairCase),
    runs: [] as RepairRun[],
  }));
  for (let run = 1; run <= runs; run += 1) {
    for (const { title, fault, moment, control: cure, runs: done } of rows) {
      const outcome = await measureRepair(lab, { fault, moment, cure, awaitControl: true });
      await lab.reset();
      const { call, control, replacements, disturbances } = outcome;
      done.push({ call, control, replacements, disturbed: disturbances.length > 0 });
      tell(`${run}/${runs}  ${title}: ${inWords(call)}; ${CONTROL_WORDS[cure]}: ${inWords(control)}`);
    }
  }
  return rows.map(({ title, fault, control, runs: done }) => ({ title, effect: fault.effect, control, runs: done }));
}

const CONTROL_WORDS = { 'ice-restart': 'ICE restart', none: 'nothing done' } as const;

/** Where the path only loses packets, the question is whether it were better to do nothing. */
function controlOf({ fault }: RepairCase): RepairRow['control'] {
  return fault.effect === 'path-is-bad' ? 'none' : 'ice-restart';
}

function inWords({ repairedMs, longestGapMs }: Repair): string {
  return `${repairedMs === null ? 'never back' : `back after ${Math.round(repairedMs)} ms`}, gap ${Math.round(longestGapMs)} ms`;
}

/** How long until pictures flowed again after a path was there. */
export function repairTable(rows: readonly RepairRow[]): string {
  const mended = rows.filter(({ control }) => control === 'ice-restart');
  return table(
    ['fault', 'back, ms: median', 'least', 'most', 'ICE restart, ms: median', 'least', 'most', 'disturbed'],
    mended.map(({ title, runs }) => [
      title,
      ...spread(runs.map(({ call }) => call.repairedMs ?? Infinity)),
      ...spread(runs.map(({ control }) => control.repairedMs ?? Infinity)),
      runs.filter(({ disturbed }) => disturbed).length,
    ]),
  );
}

/** The longest gap between pictures where the path is bad. */
export function gapTable(rows: readonly RepairRow[]): string {
  const borne = rows.filter(({ control }) => control === 'none');
  return table(
    ['fault', 'longest gap, ms: median', 'least', 'most', 'nothing done, ms: median', 'least', 'most', 'replaced'],
    borne.map(({ title, runs }) => [
      title,
      ...spread(runs.map(({ call }) => call.longestGapMs)),
      ...spread(runs.map(({ control }) => control.longestGapMs)),
      runs.filter(({ replacements }) => replacements.some((count) => count > 0)).length,
    ]),
  );
}

function spread(values: readonly number[]): readonly number[] {
  const { median, least, most } = spreadOf(values);
  return [median, least, most];
}
