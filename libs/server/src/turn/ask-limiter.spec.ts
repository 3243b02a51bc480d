import { expect, it } from 'vitest';
import { AskLimiter } from './ask-limiter.ts';

const LIMITS = { burst: 3, everyMs: 1_000, addresses: 2 };

function setUp() {
  let now = 1_000_000;
  const limiter = new AskLimiter(LIMITS, () => now);
  return {
    ask: (address: string, times = 1) => Array.from({ length: times }, () => limiter.ask(address)),
    pass: (ms: number) => (now += ms),
  };
}

it('admits so many at once, and then one in a while, and says how long until then', () => {
  const { ask, pass } = setUp();
  expect(ask('ann', 5)).toEqual([0, 0, 0, 1_000, 1_000]);
  pass(999);
  expect(ask('ann')).toEqual([1]);
  pass(1);
  expect(ask('ann', 2)).toEqual([0, 1_000]);
  pass(60_000);
  expect(ask('ann', 4)).toEqual([0, 0, 0, 1_000]);
});

it('counts each address by itself', () => {
  const { ask } = setUp();
  expect(ask('ann', 4)).toEqual([0, 0, 0, 1_000]);
  expect(ask('bob', 4)).toEqual([0, 0, 0, 1_000]);
});

it('remembers so many addresses, those that asked last', () => {
  const { ask } = setUp();
  ask('ann', 3);
  ask('bob', 3);
  ask('cid', 3);
  expect([ask('cid'), ask('bob')]).toEqual([[1_000], [1_000]]);
  expect(ask('ann')).toEqual([0]);
});
