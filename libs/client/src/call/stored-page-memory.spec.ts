import { describe, expect, it } from 'vitest';
import { StoredPageMemory } from './stored-page-memory.ts';
import { MemoryStorage } from '../testing/memory-storage.ts';

const pageIn = (storage: MemoryStorage) => new StoredPageMemory(() => storage);

describe('what a page leaves in the storage of its tab', () => {
  it('is taken by the next page, in order and each text once', () => {
    const storage = new MemoryStorage();
    const before = pageIn(storage);
    before.leave('room', 'first');
    before.leave('room', 'second');
    const next = pageIn(storage);
    expect([next.take('room'), next.take('room'), next.take('room')]).toEqual(['first', 'second', null]);
    expect(pageIn(storage).take('room')).toBeNull();
  });

  it('is out of the storage as soon as one of it was taken, so that no duplicate of the tab has the rest', () => {
    const storage = new MemoryStorage();
    const before = pageIn(storage);
    before.leave('room', 'first');
    before.leave('room', 'second');
    const next = pageIn(storage);
    next.take('room');
    expect(storage.length).toBe(0);
    expect(pageIn(new MemoryStorage(storage)).take('room')).toBeNull();
    expect(next.take('room')).toBe('second');
  });

  it('is out of the storage also where the next page is in another room', () => {
    const storage = new MemoryStorage();
    storage.setItem('of the page', 'stays');
    pageIn(storage).leave('room', 'text');
    const next = pageIn(storage);
    expect(next.take('other')).toBeNull();
    expect(pageIn(new MemoryStorage(storage)).take('room')).toBeNull();
    expect([storage.length, storage.getItem('of the page')]).toEqual([1, 'stays']);
    expect(next.take('room')).toBe('text');
  });

  it('is kept apart by its key', () => {
    const storage = new MemoryStorage();
    const before = pageIn(storage);
    before.leave('room', 'text');
    before.leave('room:2', 'another');
    const next = pageIn(storage);
    expect([next.take('room'), next.take('room:2'), next.take('roo')]).toEqual(['text', 'another', null]);
  });

  it('does not include what the page itself has found', () => {
    const storage = new MemoryStorage();
    pageIn(storage).leave('room', 'old');
    const page = pageIn(storage);
    page.take('room');
    page.leave('room', 'new');
    const next = pageIn(storage);
    expect([next.take('room'), next.take('room')]).toEqual(['new', null]);
  });

  it('can be taken back, each by itself', () => {
    const storage = new MemoryStorage();
    const page = pageIn(storage);
    const takeBack = ['same', 'same', 'other'].map((text) => page.leave('room', text));
    takeBack[0]?.();
    takeBack[0]?.();
    expect(storage.getItem('rtc-call:return:room')).toBe('["same","other"]');
    for (const take of takeBack) take?.();
    expect(storage.length).toBe(0);
    page.leave('room', 'again');
    const next = pageIn(storage);
    expect([next.take('room'), next.take('room')]).toEqual(['again', null]);
  });

  it.each(['nonsense', '{}', '7', '[7, null]'])('is nothing when somebody else has written %s there', (text) => {
    const storage = new MemoryStorage();
    storage.setItem('rtc-call:return:room', text);
    expect(pageIn(storage).take('room')).toBeNull();
    expect(storage.length).toBe(0);
  });

  it('is nothing where the browser lets nothing be stored', () => {
    const forbidden = new StoredPageMemory(() => {
      throw new DOMException('The document is sandboxed.', 'SecurityError');
    });
    expect(forbidden.leave('room', 'text')).toBeNull();
    expect(forbidden.take('room')).toBeNull();
  });
});
