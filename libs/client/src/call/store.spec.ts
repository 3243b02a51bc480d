import { describe, expect, it, vi } from 'vitest';
import { Store } from './store.ts';

describe('a store', () => {
  it('tells its subscribers of another value, not of the same one', () => {
    const store = new Store('a');
    const listener = vi.fn();
    store.subscribe(listener);
    store.set('a');
    store.set('b');
    expect(listener.mock.calls).toEqual([['b']]);
    expect(store.value).toBe('b');
  });

  it('takes one function subscribed twice for two subscriptions', () => {
    const store = new Store(0);
    const listener = vi.fn();
    const end = store.subscribe(listener);
    store.subscribe(listener);
    store.set(1);
    end();
    store.set(2);
    expect(listener).toHaveBeenCalledTimes(3);
  });

  it('tells the others, and goes on, when one of them throws', async () => {
    const error = new Error('of the listener');
    const thrown = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation((run) => {
      expect(run).toThrow(error);
    });
    const store = new Store(0);
    const listener = vi.fn();
    store.subscribe(() => {
      throw error;
    });
    store.subscribe(listener);
    store.set(1);
    expect(listener.mock.calls).toEqual([[1]]);
    expect(thrown).toHaveBeenCalledOnce();
    thrown.mockRestore();
  });
});
