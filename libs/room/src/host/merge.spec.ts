import { describe, expect, it } from 'vitest';
import { merge } from './merge.ts';
import { settled } from '../testing/virtual-clock.ts';

/** A source that a test feeds, and that notes how far it was pulled and whether it was closed. */
function source<T>() {
  const waiting: ((result: IteratorResult<T, undefined>) => void)[] = [];
  const state = { pulled: 0, closed: false };
  const iterator: AsyncIterator<T, undefined> = {
    next: () => {
      state.pulled += 1;
      return new Promise((resolve) => waiting.push(resolve));
    },
    return: async () => {
      state.closed = true;
      return { done: true, value: undefined };
    },
  };
  return {
    state,
    iterable: { [Symbol.asyncIterator]: () => iterator } as AsyncIterable<T>,
    give: (value: T) => waiting.shift()?.({ done: false, value }),
    end: () => waiting.shift()?.({ done: true, value: undefined }),
  };
}

const never = () => new AbortController().signal;

describe('merge', () => {
  it('gives items as they come and ends when all have ended', async () => {
    const [one, other] = [source<number>(), source<number>()];
    const merged = merge([one.iterable, other.iterable], never());
    const first = merged.next();
    await settled();
    other.give(2);
    expect((await first).value).toBe(2);
    one.give(1);
    expect((await merged.next()).value).toBe(1);
    one.end();
    const third = merged.next();
    await settled();
    other.give(3);
    expect((await third).value).toBe(3);
    other.end();
    expect((await merged.next()).done).toBe(true);
  });

  it('pulls one item ahead of each source and no more', async () => {
    const one = source<number>();
    const merged = merge([one.iterable], never());
    const first = merged.next();
    await settled();
    one.give(1);
    await first;
    await settled();
    one.give(2);
    await settled();
    expect(one.state.pulled).toBe(2);
  });

  it('closes its sources at once when it is aborted, also while nobody pulls', async () => {
    const one = source<number>();
    const until = new AbortController();
    const merged = merge([one.iterable], until.signal);
    const first = merged.next();
    await settled();
    one.give(1);
    await first;
    until.abort();
    expect(one.state.closed).toBe(true);
    expect((await merged.next()).done).toBe(true);
  });

  it('ends while it is waiting when it is aborted', async () => {
    const until = new AbortController();
    const merged = merge([source<number>().iterable], until.signal);
    const waiting = merged.next();
    await settled();
    until.abort();
    expect((await waiting).done).toBe(true);
  });

  it('closes its sources when the reader stops, and when one fails', async () => {
    const [one, other] = [source<number>(), source<number>()];
    const stopped = merge([one.iterable], never());
    const first = stopped.next();
    await settled();
    one.give(1);
    await first;
    await stopped.return();
    expect(one.state.closed).toBe(true);

    const failing: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('broken')) }),
    };
    await expect(merge([other.iterable, failing], never()).next()).rejects.toThrow('broken');
    expect(other.state.closed).toBe(true);
  });
});
