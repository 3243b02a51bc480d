import { beforeEach, expect, it, vi } from 'vitest';
import { FollowedValue } from './followed-value.ts';

let begun: ((value: number) => void)[];
let ended: number;
let value: FollowedValue<number>;

beforeEach(() => {
  begun = [];
  ended = 0;
  value = new FollowedValue(0, (tell) => {
    begun.push(tell);
    return () => {
      ended += 1;
    };
  });
});

it('begins with the first subscriber, ends with the last, and can begin again', () => {
  expect(begun).toHaveLength(0);
  const ends = [value.subscribe(() => {}), value.subscribe(() => {})];
  expect(begun).toHaveLength(1);
  ends[0]?.();
  ends[0]?.();
  expect(ended).toBe(0);
  ends[1]?.();
  expect(ended).toBe(1);
  value.subscribe(() => {});
  expect(begun).toHaveLength(2);
});

it('tells what it is told, and is as at rest when nobody subscribes any more', () => {
  const listener = vi.fn();
  const end = value.subscribe(listener);
  begun[0]?.(7);
  expect(listener).toHaveBeenCalledExactlyOnceWith(7);
  expect(value.value).toBe(7);
  end();
  expect(value.value).toBe(0);
});
