import { makeErrorsCheap } from './cheap-errors.ts';
import { runSeeds, type SeedRange } from './run-seeds.ts';

// A process that runs the seeds it is told to, one portion after the other.

makeErrorsCheap();
process.on('message', (range: SeedRange) => {
  void runSeeds(range).then((tally) => process.send?.(tally.toData()));
});
