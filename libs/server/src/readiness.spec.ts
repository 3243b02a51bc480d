import { expect, it } from 'vitest';
import { Readiness, type ReadinessState } from './readiness.ts';

it('follows the store until it stops, and tells of changes only', () => {
  const changes = new Set<() => void>();
  const store = { isReady: false, watchReady: (listener: () => void) => changes.add(listener) };
  const turn = (isReady: boolean) => {
    store.isReady = isReady;
    for (const listener of changes) listener();
  };
  const told: ReadinessState[] = [];
  const readiness = new Readiness(store);
  readiness.watch((state) => told.push(state));
  expect(readiness.state).toBe('store-unreachable');
  turn(true);
  turn(true);
  turn(false);
  turn(true);
  readiness.stop();
  readiness.stop();
  turn(false);
  expect(told).toEqual(['ready', 'store-unreachable', 'ready', 'stopping']);
  expect(readiness.state).toBe('stopping');
});
