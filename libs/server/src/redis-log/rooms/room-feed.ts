import { type LogPosition, StoreUnavailableError } from '@rtc-call/room';
import { REDIS_LIMITS } from '../limits.ts';
import type { ChannelListener } from './channels.ts';
import type { Page, ReadFrom } from './page.ts';

/** The head of a log, as far as it was heard of. */
type News = LogPosition | 'perhaps';

interface Waiting {
  readonly after: LogPosition;
  wake(): void;
}

/**
 * What this process reads of one room: wakes the readers when there is news for
 * them, and lets those that want the same page share it.
 */
export class RoomFeed implements ChannelListener {
  readonly #read: (from: ReadFrom) => Promise<Page>;
  readonly #waiting = new Set<Waiting>();
  readonly #pages = new Map<string, { readonly asOf: number; readonly page: Promise<Page> }>();
  readonly #timer: NodeJS.Timeout;
  #newsCount = 0;
  #closed = false;

  constructor(read: (from: ReadFrom) => Promise<Page>) {
    this.#read = read;
    this.#timer = setInterval(() => this.#announce('perhaps'), REDIS_LIMITS.lookAgainMs);
  }

  /** Whether nothing more can be read, because the log is closed. */
  get isClosed(): boolean {
    return this.#closed;
  }

  /** Counts the news. What is read afterwards knows them. */
  get newsCount(): number {
    return this.#newsCount;
  }

  /** The page after a position, or that Redis is away. */
  async page(from: ReadFrom): Promise<Page | { readonly kind: 'unavailable' }> {
    try {
      return await this.#sharedPage(from);
    } catch (error) {
      if (error instanceof StoreUnavailableError) return { kind: 'unavailable' };
      throw error;
    }
  }

  /** Waits for news of what follows a position, unless some came since they were so many; or until the signal is aborted. */
  wait(after: LogPosition, newsCount: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        after,
        wake: () => {
          this.#waiting.delete(waiting);
          signal.removeEventListener('abort', waiting.wake);
          resolve();
        },
      };
      this.#waiting.add(waiting);
      signal.addEventListener('abort', waiting.wake);
      if (signal.aborted || this.#closed || newsCount !== this.#newsCount) waiting.wake();
    });
  }

  /** What its channel says: a position, and the epoch. */
  heard(message: string): void {
    const [position = '', epoch = ''] = message.split(' ');
    this.grown({ epoch, position: Number(position) });
  }

  mayHaveMissed(): void {
    this.#announce('perhaps');
  }

  /** The log has grown. */
  grown(head: LogPosition): void {
    this.#timer.refresh();
    this.#announce(head);
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#announce('perhaps');
  }

  #announce(news: News): void {
    this.#newsCount += 1;
    for (const waiting of [...this.#waiting]) {
      const { epoch, position } = waiting.after;
      if (news === 'perhaps' || news.epoch !== epoch || news.position > position) waiting.wake();
    }
  }

  /** A page that is being read is shared, as long as it knows the same news. */
  #sharedPage(from: ReadFrom): Promise<Page> {
    const name = `${from.epoch} ${from.position} ${from.goesOn}`;
    const shared = this.#pages.get(name);
    if (shared !== undefined && shared.asOf === this.#newsCount) return shared.page;
    const reading = { asOf: this.#newsCount, page: this.#read(from) };
    this.#pages.set(name, reading);
    const forget = () => {
      if (this.#pages.get(name) === reading) this.#pages.delete(name);
    };
    reading.page.then(forget, forget);
    return reading.page;
  }
}
