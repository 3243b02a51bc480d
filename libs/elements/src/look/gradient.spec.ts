import { expect, it } from 'vitest';
import { gradientOf } from './gradient.ts';

it('gives the same person the same colour, and spreads people over the hues', () => {
  expect(gradientOf('abc')).toBe(gradientOf('abc'));
  const people = Array.from({ length: 200 }, (_, index) => gradientOf(`participant-${index}`));
  expect(new Set(people).size).toBeGreaterThan(100);
});
