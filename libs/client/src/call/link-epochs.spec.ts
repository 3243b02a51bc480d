import { expect, test } from 'vitest';
import { compareEpochs } from './link-epochs.ts';

test.each([
  ['both of the present epoch', 'now', 'now', 'fit'],
  ['both of the same earlier one, which is a link that was kept', 'then', 'then', 'fit'],
  ['of a client that does not tell', 'then', undefined, 'fit'],
  ['the other end of the present one', 'then', 'now', 'own-is-old'],
  ['this end of the present one', 'now', 'then', 'others-is-old'],
  ['each of another earlier one', 'then', 'long ago', 'own-is-old'],
])('two ends of a link, %s', (_, own, others, expected) => {
  expect(compareEpochs(own, others, 'now')).toBe(expected);
});
