import { expect, it } from 'vitest';
import { parseOptions } from './options.ts';

it('measures everything ten times unless it is told otherwise', () => {
  expect(parseOptions([], 'f.json')).toEqual({ runs: 10, parts: new Set(['matrix', 'repair']), json: 'f.json' });
  expect(parseOptions(['--runs', '3', '--only', 'repair', '--json', 'g.json'], 'f.json')).toEqual({
    runs: 3,
    parts: new Set(['repair']),
    json: 'g.json',
  });
});

it.each([
  [['--runs', '0'], '--runs 0 is no number from 1 to 1000'],
  [['--runs', 'ten'], '--runs ten is no number'],
  [['--only', 'all'], '--only all is neither matrix nor repair'],
  [['--fast'], '--fast'],
])('says what is wrong with %j', (args, words) => {
  expect(() => parseOptions(args, 'f.json')).toThrow(words);
});
