import type { PageMemory } from '../ports/page-memory.ts';

/** What is used of a Storage. */
export type PageStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Page memory in a storage that belongs to one tab (`sessionStorage`). What it
 * holds is there only between one page and the next: the next takes it out at
 * its first asking, so that a tab that is duplicated later duplicates none of it.
 */
export class StoredPageMemory implements PageMemory {
  readonly #open: () => PageStorage;
  readonly #found = new Map<string, string[]>();
  readonly #left = new Map<string, readonly string[]>();

  /** `open` may throw, and so may all that it gives: then there is no memory. */
  constructor(open: () => PageStorage) {
    this.#open = open;
  }

  take(key: string): string | null {
    const found = this.#found.get(key) ?? this.#takeOut(key);
    this.#found.set(key, found);
    return found.shift() ?? null;
  }

  leave(key: string, text: string): boolean {
    const texts = [...(this.#left.get(key) ?? []), text];
    const isKept = this.#try((storage) => storage.setItem(key, JSON.stringify(texts)));
    if (isKept) this.#left.set(key, texts);
    return isKept;
  }

  takeBack(key: string): void {
    this.#left.delete(key);
    this.#try((storage) => storage.removeItem(key));
  }

  #takeOut(key: string): string[] {
    let text: string | null = null;
    this.#try((storage) => {
      text = storage.getItem(key);
      storage.removeItem(key);
    });
    return text === null ? [] : listed(text);
  }

  /** Whether it worked. A sandboxed frame, a full storage or a user's choice may forbid it. */
  #try(use: (storage: PageStorage) => void): boolean {
    try {
      use(this.#open());
      return true;
    } catch {
      return false;
    }
  }
}

/** The storage is the whole origin's, so that anything may stand there. */
function listed(text: string): string[] {
  try {
    const found: unknown = JSON.parse(text);
    return Array.isArray(found) ? found.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}
