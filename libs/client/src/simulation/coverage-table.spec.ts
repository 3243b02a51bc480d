import { expect, test } from 'vitest';
import { Coverage } from './coverage.ts';
import { type CoverageTable, gaps, print } from './coverage-table.ts';

const table: CoverageTable = {
  title: 'doors',
  states: ['open', 'shut'],
  inputs: ['push', 'pull', 'knock'],
  impossible: [{ states: ['open'], inputs: ['knock'], why: 'nobody knocks at an open door' }],
  rare: [{ states: ['open'], inputs: ['pull'], why: 'the wind' }],
};

function met(...pairs: [state: string, input: string][]): Coverage {
  const coverage = new Coverage();
  for (const [state, input] of pairs) coverage.count(state, input);
  return coverage;
}

const complete = [
  ['open', 'push'],
  ['shut', 'push'],
  ['shut', 'pull'],
  ['shut', 'knock'],
] as [string, string][];

test('all that can happen did', () => {
  expect(gaps(table, met(...complete))).toEqual([]);
  expect(gaps(table, met(...complete, ['open', 'pull']))).toEqual([]);
});

test('what can happen and did not is told', () => {
  expect(gaps(table, met(...complete.slice(1)))).toEqual(['doors: "open" never met "push"']);
});

test.each([
  ['open', 'knock'],
  ['open', 'kick'],
  ['ajar', 'push'],
])('what cannot happen and did is told: %s, %s', (state, input) => {
  expect(gaps(table, met(...complete, [state, input]))).toEqual([
    `doors: "${state}" met "${input}" 1 times, which is thought impossible`,
  ]);
});

test('it is printed with the reasons for its gaps', () => {
  expect(print(table, met(...complete, ...complete)).split('\n')).toEqual([
    'doors',
    'input      open      shut',
    'push          2         2',
    'pull        (0)         2',
    'knock         -         2',
    '-  open: knock: nobody knocks at an open door',
    '() open: pull: the wind',
  ]);
});
