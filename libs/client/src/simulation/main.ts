import { parseArgs } from 'node:util';
import { makeErrorsCheap } from './cheap-errors.ts';
import { runInParallel } from './parallel.ts';
import { describeTally, faultsOf } from './report.ts';
import { simulateSeed } from './simulation.ts';
import { Tally } from './tally.ts';

// npm run simulate -- --runs 1000000 --seed 1
// npm run simulate -- --seed 1 --runs 1 --trace

const { values } = parseArgs({
  options: {
    /** How many seeds to run. */
    runs: { type: 'string', default: '10000' },
    /** The first one; at random where it is not said. */
    seed: { type: 'string' },
    /** In how many processes; one less than there are processors where it is not said. */
    jobs: { type: 'string' },
    /** Prints what happens in each run. */
    trace: { type: 'boolean', default: false },
  },
});

const runs = wholeNumber('runs', values.runs);
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber('seed', values.seed);
const tally = values.trace ? await runTraced() : await runMany();
console.log(describeTally(tally));
const faults = faultsOf(tally);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

async function runTraced(): Promise<Tally> {
  const traced = new Tally();
  for (let index = 0; index < runs; index += 1) {
    const trace: string[] = [];
    const outcome = await simulateSeed(seed + index, {}, trace);
    console.log(JSON.stringify(outcome.scenario, null, 2));
    console.log(trace.join('\n'));
    traced.addRun(outcome);
  }
  return traced;
}

async function runMany(): Promise<Tally> {
  makeErrorsCheap();
  const began = performance.now();
  console.log(`${runs} runs from seed ${seed}`);
  let told = began;
  return runInParallel(
    { seed, runs },
    {
      ...(values.jobs !== undefined && { jobs: wholeNumber('jobs', values.jobs) }),
      progressed: (sofar) => {
        const now = performance.now();
        if (now - told < 10_000) return;
        told = now;
        const left = ((now - began) / sofar.runs) * (runs - sofar.runs);
        console.log(`${sofar.runs} runs, ${sofar.failed} failed, ${Math.ceil(left / 1_000)} s to go`);
      },
    },
  );
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new Error(`--${name} must be a whole number, not "${text}"`);
  return number;
}
