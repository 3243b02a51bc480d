import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';
import { OPTIONS } from './option-table.ts';

const names = OPTIONS.map(({ name }) => name);

it.each([
  ['prot', 'port'],
  ['pork', 'port'],
  ['grpcport', 'grpc-port'],
  ['room-capacty', 'room-capacity'],
  ['alow-origins', 'allow-origin'],
  ['http', 'https'],
  ['banana', null],
  ['x', null],
])('takes %s for a slip of %s', (name, expected) => {
  expect(nearest(name, names)).toBe(expected);
});
