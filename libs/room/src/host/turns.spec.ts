import { expect, it } from 'vitest';
import { settled } from '../testing/index.ts';
import { Turns } from './turns.ts';

it('runs so many at once, and the next in its order when one is done, however it ends', async () => {
  const turns = new Turns(2);
  const begun: string[] = [];
  const task = (name: string) => {
    const end = Promise.withResolvers<void>();
    const done = turns.run(() => {
      begun.push(name);
      return end.promise;
    });
    return { ...end, done };
  };
  const [one, two, three, four] = [task('one'), task('two'), task('three'), task('four')];
  await settled();
  expect(begun).toEqual(['one', 'two']);
  two.reject(new Error('failed'));
  await expect(two.done).rejects.toThrow('failed');
  await settled();
  expect(begun).toEqual(['one', 'two', 'three']);
  for (const { resolve } of [one, three, four]) resolve();
  await Promise.all([one.done, three.done, four.done]);
  const [five, six, seven] = [task('five'), task('six'), task('seven')];
  await settled();
  expect(begun.slice(3)).toEqual(['four', 'five', 'six']);
  for (const { resolve } of [five, six, seven]) resolve();
  await seven.done;
});
