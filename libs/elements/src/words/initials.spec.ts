import { expect, it } from 'vitest';
import { initials } from './initials.ts';

it.each([
  ['Mina Kim', 'MK'],
  ['ada', 'A'],
  ['João Silva-Albuquerque', 'JS'],
  ['Anna Maria von Beispiel', 'AB'],
  ['박지원', '박'],
  ['박 지원', '박'],
  ['هبة الزهراء', 'ه'],
  ['Zoe\u0301', 'Z'],
  ['e\u0301mile zola', 'E\u0301Z'],
  ['👩‍👩‍👧 Family', '👩‍👩‍👧'],
  ['🇰🇷', '🇰🇷'],
  ['(Bob) [away]', 'BA'],
  ['ßeta', 'ß'],
  ['  spaced   out  ', 'SO'],
  ['42', '4'],
  ['', '?'],
  ['…', '?'],
])('%s → %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
