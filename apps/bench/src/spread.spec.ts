import { expect, it } from 'vitest';
import { spreadOf } from './spread.ts';

it.each([
  [[3], { median: 3, least: 3, most: 3 }],
  [[10, 9, 2], { median: 9, least: 2, most: 10 }],
  [[4, 1, 3, 100], { median: 3.5, least: 1, most: 100 }],
  [[1, Infinity, Infinity], { median: Infinity, least: 1, most: Infinity }],
])('of %j is %j', (values, spread) => {
  expect(spreadOf(values)).toEqual(spread);
});

it('of nothing is nothing', () => {
  expect(() => spreadOf([])).toThrow('Nothing was measured');
});
