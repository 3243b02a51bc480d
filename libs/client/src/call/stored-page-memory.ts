import type { PageMemory } from '../ports/page-memory.ts';

/** What is used of a Storage. */
export type PageStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

/** Everything of ours in the storage begins with it. */
const PREFIX = 'rtc-call:return:';

/** One of the texts that this page has left, which may be equal. */
interface Left {
  readonly text: string;
}

/**
 * Page memory in a storage that belongs to one tab (`sessionStorage`). What it
 * holds is there only between one page and the next: the next takes all of it
 * out at its first use, under whatever key, so that a tab that is duplicated
 * later duplicates none of it.
 */
export class StoredPageMemory implements PageMemory {
  readonly #open: () => PageStorage;
  /** What the page before has left; null until the first use. */
  #found: ReadonlyMap<string, string[]> | null = null;
  readonly #left = new Map<string, readonly Left[]>();

  /** `open` may throw, and so may all that it gives: then there is no memory. */
  constructor(open: () => PageStorage) {
    this.#open = open;
  }

  take(key: string): string | null {
    return this.#takeOut().get(key)?.shift() ?? null;
  }

  leave(key: string, text: string): (() => void) | null {
    this.#takeOut();
    const left: Left = { text };
    if (!this.#keep(key, [...this.#leftUnder(key), left])) return null;
    return () => {
      this.#keep(
        key,
        this.#leftUnder(key).filter((each) => each !== left),
      );
    };
  }

  #leftUnder(key: string): readonly Left[] {
    return this.#left.get(key) ?? [];
  }

  /** Whether it could be kept. */
  #keep(key: string, all: readonly Left[]): boolean {
    const texts = all.map(({ text }) => text);
    const isKept = this.#try((storage) => {
      if (texts.length === 0) storage.removeItem(PREFIX + key);
      else storage.setItem(PREFIX + key, JSON.stringify(texts));
    });
    if (isKept) this.#left.set(key, all);
    return isKept;
  }

  #takeOut(): ReadonlyMap<string, string[]> {
    if (this.#found !== null) return this.#found;
    const found = new Map<string, string[]>();
    this.#found = found;
    this.#try((storage) => {
      for (const name of namesIn(storage)) {
        found.set(name.slice(PREFIX.length), listed(storage.getItem(name) ?? ''));
        storage.removeItem(name);
      }
    });
    return found;
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

function namesIn(storage: PageStorage): readonly string[] {
  const names = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return names.filter((name) => name?.startsWith(PREFIX)).map(String);
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
