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
});
