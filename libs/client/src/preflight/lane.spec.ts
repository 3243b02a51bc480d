import { expect, it } from 'vitest';
import { promisesSettled } from '../testing/promises-settled.ts';
import { Lane } from './lane.ts';

it('runs one at a time, in their order, also after one that fails', async () => {
  const lane = new Lane();
  const log: string[] = [];
  const first = Promise.withResolvers<string>();
  const running = [
    lane.run(async () => {
      log.push('first');
      return first.promise;
    }),
    lane.run(async () => {
      log.push('second');
      throw new Error('no');
    }),
    lane.run(async () => log.push('third')),
  ];
  await promisesSettled();
  expect(log).toEqual(['first']);
  first.resolve('done');
  expect(await Promise.allSettled(running)).toMatchObject([
    { value: 'done' },
    { reason: { message: 'no' } },
    { value: 3 },
  ]);
  expect(log).toEqual(['first', 'second', 'third']);
});
