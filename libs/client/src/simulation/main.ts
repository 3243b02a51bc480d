import { parseArgs } from 'node:util';
import { describeTally, faultsOf } from './report.ts';
import { simulateSeed } from './simulation.ts';
import { SimulationPool } from './simulation-pool.ts';
import { Tally } from './tally.ts';

// npm run simulate -- --runs 1000000 --seed 1
// npm run simulate -- --seed 1 --runs 1 --trace

/** How often it is told how far it is, in milliseconds. */
const TELL_EVERY_MS = 10_000;

const { values } = parseArgs({
  options: {
    /** How many seeds to run. */
    runs: { type: 'string', default: '10000' },
    /** The first one; at random where it is not said. */
    seed: { type: 'string' },
    /** In how many processes; as many as there are processors where it is not said. */
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
  const pool = new SimulationPool(...(values.jobs === undefined ? [] : [wholeNumber('jobs', values.jobs)]));
  console.log(`${runs} runs from seed ${seed}`);
  const began = performance.now();
  let told = began;
  const done = await pool.run({ seed, runs }, (sofar) => {
    const now = performance.now();
    if (now - told < TELL_EVERY_MS) return;
    told = now;
    const left = ((now - began) / sofar.runs) * (runs - sofar.runs);
    console.log(`${sofar.runs} runs, ${sofar.failed} failed, ${Math.ceil(left / 1_000)} s to go`);
  });
  pool.close();
  return done;
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new Error(`--${name} must be a whole number, not "${text}"`);
  return number;
}
