import { expect, it } from 'vitest';
import { Readiness, type ReadinessState } from './readiness.ts';

/** Something that a server needs, and that the test takes away. */
class Needed {
  isReady = false;
  readonly #listeners = new Set<() => void>();

  watchReady(listener: () => void): void {
    this.#listeners.add(listener);
  }

  turn(isReady: boolean): void {
    this.isReady = isReady;
    for (const listener of this.#listeners) listener();
  }
}

function watched(readiness: Readiness): ReadinessState[] {
  const told: ReadinessState[] = [];
  readiness.watch((state) => told.push(state));
  return told;
}

it('follows the store until it stops, and tells of changes only', () => {
  const store = new Needed();
  const readiness = new Readiness(store);
  const told = watched(readiness);
  expect(readiness.state).toBe('store-unreachable');
  store.turn(true);
  store.turn(true);
  store.turn(false);
  store.turn(true);
  readiness.stop();
  readiness.stop();
  store.turn(false);
  expect(told).toEqual(['ready', 'store-unreachable', 'ready', 'stopping']);
  expect(readiness.state).toBe('stopping');
});

it('follows the TURN servers too, where there are any', () => {
  const store = new Needed();
  const turn = new Needed();
  const told = watched(new Readiness(store, turn));
  turn.turn(true);
  turn.turn(false);
  store.turn(true);
  turn.turn(true);
  turn.turn(true);
  turn.turn(false);
  store.turn(false);
  expect(told).toEqual(['turn-unusable', 'ready', 'turn-unusable', 'store-unreachable']);
});
