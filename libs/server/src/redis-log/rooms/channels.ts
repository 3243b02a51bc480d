import type { RedisConnection } from '../connection/redis-connection.ts';

type Subscriber = Pick<RedisConnection, 'isOpen' | 'subscribe' | 'unsubscribe'>;

/** Who listens to a channel. */
export interface ChannelListener {
  heard(message: string): void;
  /** Messages may have been missed up to now: the subscription has just begun. */
  mayHaveMissed(): void;
}

/**
 * The channels that this process listens to, on one connection. What it is
 * subscribed to follows what is listened to: one change at a time, many channels
 * in each.
 */
export class Channels {
  readonly #subscriber: Subscriber;
  readonly #listeners = new Map<string, ChannelListener>();
  readonly #subscribed = new Set<string>();
  #following = false;

  constructor(subscriber: Subscriber) {
    this.#subscriber = subscriber;
  }

  /** Channels that are listened to. */
  get count(): number {
    return this.#listeners.size;
  }

  /** Listens to a channel that nobody listens to. Returns what ends it. */
  listen(channel: string, listener: ChannelListener): () => void {
    this.#listeners.set(channel, listener);
    void this.#follow();
    return () => {
      this.#listeners.delete(channel);
      void this.#follow();
    };
  }

  /** The connection is a new one, subscribed to nothing. */
  reconnected(): void {
    this.#subscribed.clear();
    void this.#follow();
  }

  async #follow(): Promise<void> {
    if (this.#following) return;
    this.#following = true;
    try {
      while (this.#subscriber.isOpen) {
        const missing = [...this.#listeners.keys()].filter((channel) => !this.#subscribed.has(channel));
        const unwanted = [...this.#subscribed].filter((channel) => !this.#listeners.has(channel));
        if (missing.length > 0) await this.#subscribe(missing);
        else if (unwanted.length > 0) await this.#unsubscribe(unwanted);
        else break;
      }
    } catch {
      // The connection is lost. The next one begins anew.
    } finally {
      this.#following = false;
    }
  }

  async #subscribe(channels: string[]): Promise<void> {
    for (const channel of channels) this.#subscribed.add(channel);
    await this.#subscriber.subscribe(channels, (message, channel) => this.#listeners.get(channel)?.heard(message));
    for (const channel of channels) this.#listeners.get(channel)?.mayHaveMissed();
  }

  async #unsubscribe(channels: string[]): Promise<void> {
    for (const channel of channels) this.#subscribed.delete(channel);
    await this.#subscriber.unsubscribe(channels);
  }
}
