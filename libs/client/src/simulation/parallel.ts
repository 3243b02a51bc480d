import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { SeedRange } from './run-seeds.ts';
import { Tally, type TallyData } from './tally.ts';

/** How many seeds a process is given at a time. */
const PORTION = 250;

/** How Node runs these files as they are. */
const EXEC_ARGV = [
  '--conditions=@rtc-call/source',
  '--experimental-transform-types',
  '--disable-warning=ExperimentalWarning',
];

/** Runs seeds in several processes. `progressed` is called after each portion. */
export async function runInParallel(
  { seed, runs }: SeedRange,
  {
    jobs = Math.max(1, availableParallelism() - 1),
    progressed = () => {},
  }: { jobs?: number; progressed?(tally: Tally): void } = {},
): Promise<Tally> {
  const tally = new Tally();
  const portions: SeedRange[] = [];
  for (let from = 0; from < runs; from += PORTION) {
    portions.push({ seed: seed + from, runs: Math.min(PORTION, runs - from) });
  }
  portions.reverse();
  const work = async () => {
    const child = fork(new URL('./portion-process.ts', import.meta.url), { execArgv: EXEC_ARGV });
    try {
      for (let next = portions.pop(); next !== undefined; next = portions.pop()) {
        const answer = new Promise<TallyData>((resolve, reject) => {
          child.once('message', (data) => resolve(data as TallyData));
          child.once('exit', (code) => reject(new Error(`a process of the simulation ended with ${String(code)}`)));
        });
        child.send(next);
        tally.add(await answer);
        child.removeAllListeners('exit');
        progressed(tally);
      }
    } finally {
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, portions.length) }, work));
  return tally;
}
