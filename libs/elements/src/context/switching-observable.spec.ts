import { expect, it, vi } from 'vitest';
import { FakeCall } from '../testing/fake-call.ts';
import { constant, SwitchingObservable } from './switching-observable.ts';

it('follows its source only while it is followed', () => {
  const { levels } = new FakeCall();
  const switching = new SwitchingObservable(levels);
  expect(levels.listeners.size).toBe(0);
  const ends = [switching.subscribe(() => {}), switching.subscribe(() => {})];
  expect(levels.listeners.size).toBe(1);
  for (const end of ends) end();
  expect(levels.listeners.size).toBe(0);
});

it('tells the new source’s value, and forgets the old source', () => {
  const { levels } = new FakeCall();
  const switching = new SwitchingObservable(levels);
  const listener = vi.fn();
  switching.subscribe(listener);
  const other = new Map([['self', 0.5]]);
  switching.switchTo(constant(other));
  expect(listener).toHaveBeenCalledExactlyOnceWith(other);
  expect(levels.listeners.size).toBe(0);
  expect(switching.value).toBe(other);
});
