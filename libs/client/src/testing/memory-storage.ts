import type { PageStorage } from '../call/stored-page-memory.ts';

/** A tab's storage. A copy is that of a tab that was duplicated. */
export class MemoryStorage implements PageStorage {
  readonly #items = new Map<string, string>();

  constructor(original: MemoryStorage | null = null) {
    for (const [key, text] of original === null ? [] : original.#items) this.setItem(key, text);
  }

  get length(): number {
    return this.#items.size;
  }

  key(index: number): string | null {
    return [...this.#items.keys()][index] ?? null;
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  setItem(key: string, text: string): void {
    this.#items.set(key, text);
  }

  removeItem(key: string): void {
    this.#items.delete(key);
  }
}
