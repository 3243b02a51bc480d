import { expect, it } from 'vitest';
import { table } from './table.ts';

it('puts words to the left and figures to the right', () => {
  expect(
    table(
      ['what', 'median'],
      [
        ['a', 1_234.6],
        ['longer', Infinity],
      ],
    ),
  ).toBe(['what    median', '------  ------', 'a         1235', 'longer   never'].join('\n'));
});
