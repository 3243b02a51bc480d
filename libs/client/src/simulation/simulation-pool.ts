import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { SeedRange } from './run-seeds.ts';
import { Tally, type TallyData } from './tally.ts';

/** How many seeds a process is given at a time. */
const PORTION = 25;

/** How Node runs these files as they are. */
const EXEC_ARGV = [
  '--conditions=@rtc-call/source',
  '--experimental-transform-types',
  '--disable-warning=ExperimentalWarning',
];

/** Processes that run seeds. */
export class SimulationPool {
  readonly #children: readonly ChildProcess[];

  /** `jobs`: how many processes. */
  constructor(jobs = availableParallelism()) {
    const file = new URL('./portion-process.ts', import.meta.url);
    this.#children = Array.from({ length: jobs }, () => fork(file, { execArgv: EXEC_ARGV }));
  }

  /** Runs seeds in all processes. `progressed` is called after each portion. */
  async run({ seed, runs }: SeedRange, progressed: (tally: Tally) => void = () => {}): Promise<Tally> {
    const tally = new Tally();
    let given = 0;
    const work = async (child: ChildProcess) => {
      while (given < runs) {
        const portion = { seed: seed + given, runs: Math.min(PORTION, runs - given) };
        given += portion.runs;
        tally.add(await ask(child, portion));
        progressed(tally);
      }
    };
    await Promise.all(this.#children.map(work));
    return tally;
  }

  close(): void {
    for (const child of this.#children) child.kill();
  }
}

function ask(child: ChildProcess, range: SeedRange): Promise<TallyData> {
  return new Promise((resolve, reject) => {
    const exited = (code: number | null) => reject(new Error(`a process of the simulation ended with ${String(code)}`));
    child.once('exit', exited);
    child.once('message', (data) => {
      child.off('exit', exited);
      resolve(data as TallyData);
    });
    child.send(range);
  });
}
