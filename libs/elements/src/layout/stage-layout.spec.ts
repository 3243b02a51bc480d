import { expect, it } from 'vitest';
import { stageLayout } from './stage-layout.ts';

it.each([
  { others: 1, width: 304, height: 400, kind: 'picture-in-picture' },
  { others: 1, width: 366, height: 760, kind: 'picture-in-picture' },
  { others: 1, width: 820, height: 300, kind: 'grid' },
  { others: 0, width: 304, height: 400, kind: 'grid' },
  { others: 2, width: 304, height: 400, kind: 'grid' },
])('$others others in $width × $height: $kind', ({ others, width, height, kind }) => {
  expect(stageLayout(others, { width, height }, 8).kind).toBe(kind);
});
