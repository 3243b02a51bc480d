import { expect, it } from 'vitest';
import { ENGLISH, RtcCall, RtcTile } from './index.ts';

it('can be imported where there is no browser', () => {
  expect(globalThis).not.toHaveProperty('document');
  expect([RtcCall, RtcTile].map((element) => typeof element)).toEqual(['function', 'function']);
  expect(ENGLISH.leave).toBe('Leave');
});
