import { type Fault, FAULTS } from './faults.ts';
import type { Moment } from './measure-repair.ts';

/** A fault, and what else is going on. */
export interface RepairCase {
  readonly title: string;
  readonly fault: Fault;
  readonly moment: Moment;
}

const WORDS: Readonly<Record<Moment, string>> = {
  quiet: '',
  renegotiation: ', in a renegotiation',
  'no-signaling': ', without signaling for 3 s',
};

/** Each fault by itself, each in a renegotiation, and without signaling each that only another path cures. */
export const REPAIR_CASES: readonly RepairCase[] = [
  ...(['quiet', 'renegotiation'] as const).flatMap((moment) => FAULTS.map((fault) => ({ fault, moment }))),
  ...FAULTS.filter(({ effect }) => effect === 'path-is-dead').map((fault) => ({
    fault,
    moment: 'no-signaling' as const,
  })),
].map(({ fault, moment }) => ({ title: `${fault.title}${WORDS[moment]}`, fault, moment }));
