import {
  type AppendBatch,
  type AppendOutcome,
  type DeadlineKey,
  FellBehindError,
  LOG_WINDOW,
  type LogEntry,
  type LogPosition,
  parseDeadline,
  type RoomLog,
  type RoomState,
  untilAborted,
} from '@rtc-call/room';
import { RedisLink } from './connection/redis-link.ts';
import { listOf, textOf } from './connection/redis-reply.ts';
import { REDIS_LIMITS } from './limits.ts';
import type { RedisFact } from './redis-fact.ts';
import { RedisUrlError } from './redis-urls.ts';
import { decodeOutcome, encodeBatch } from './rooms/append-codec.ts';
import { Channels } from './rooms/channels.ts';
import { RoomFeeds } from './rooms/room-feeds.ts';
import { roomKeys } from './rooms/room-keys.ts';
import { decodeState } from './rooms/state-codec.ts';
import { APPEND_SCRIPT } from './scripts/append-script.ts';
import { OVERDUE_SCRIPT } from './scripts/overdue-script.ts';
import { STATE_SCRIPT } from './scripts/state-script.ts';
import { SharedSecret } from './shared-secret.ts';

export interface RedisLogOptions {
  /** How much of each log is kept. Default: LOG_WINDOW. */
  readonly window?: { readonly entries: number; readonly bytes: number };
  /** What the names of all keys and channels begin with. Default `rtc-call:1:`. */
  readonly keyPrefix?: string;
  /** How long to wait for Redis in the beginning, in milliseconds. Default REDIS_LIMITS.connectMs. */
  readonly connectMs?: number;
  /** Told what an operator may want to know. */
  readonly report?: (fact: RedisFact) => void;
}

/** The number counts the formats of what is kept: servers that share a Redis must agree on it. */
const KEY_PREFIX = 'rtc-call:1:';

/**
 * Rooms in Redis (6 or newer) or Valkey, a single one or a cluster, shared by all
 * servers that name the same.
 *
 * While Redis is away, readers wait and everything else fails with
 * StoreUnavailableError. A Redis that was started anew may have forgotten something
 * and counts as one that has forgotten everything (scripts/held-room.ts).
 */
export class RedisLog implements RoomLog {
  readonly #link: RedisLink;
  readonly #channels: Channels;
  readonly #feeds: RoomFeeds;
  readonly #window: { readonly entries: number; readonly bytes: number };
  readonly #prefix: string;
  readonly #report: (fact: RedisFact) => void;
  readonly #readyListeners = new Set<(isReady: boolean) => void>();
  #secret: Promise<SharedSecret> | null = null;

  /**
   * Connects to the Redis at a URL (`redis://` or, with TLS, `rediss://`), or to
   * the cluster that nodes at these URLs belong to; which of the two it is, it asks.
   * @throws {RedisUrlError} where there is no URL.
   * @throws {StoreUnavailableError} when it cannot be reached in time, or refuses.
   */
  static async connect(urls: string | readonly string[], options: RedisLogOptions = {}): Promise<RedisLog> {
    const [first, ...others] = typeof urls === 'string' ? [urls] : urls;
    if (first === undefined) throw new RedisUrlError('No URL of a Redis is given');
    const log = new RedisLog([first, ...others], options);
    await log.#link.open(options.connectMs ?? REDIS_LIMITS.connectMs);
    return log;
  }

  private constructor(
    urls: readonly [string, ...string[]],
    { window = LOG_WINDOW, keyPrefix = KEY_PREFIX, report }: RedisLogOptions,
  ) {
    this.#window = window;
    this.#prefix = keyPrefix;
    this.#report = report ?? (() => {});
    this.#link = new RedisLink({
      urls,
      changed: (isReady, cause) => this.#readyChanged(isReady, cause),
      reconnected: () => this.#channels.reconnected(),
    });
    this.#channels = new Channels(this.#link.anyNode);
    this.#feeds = new RoomFeeds(this.#link, this.#channels, keyPrefix);
  }

  /** Whether commands can be sent. Where not, it connects again by itself. */
  get isReady(): boolean {
    return this.#link.isReady;
  }

  /** Calls the listener whenever `isReady` changes. Returns what ends that. */
  watchReady(listener: (isReady: boolean) => void): () => void {
    this.#readyListeners.add(listener);
    return () => this.#readyListeners.delete(listener);
  }

  /** Rooms that are being read. */
  get roomCount(): number {
    return this.#channels.count;
  }

  /**
   * The one secret of all servers on this Redis: the one that is there, or else
   * the server's own, which is the others' from then on. When Redis comes back
   * empty, it is put there again.
   * @throws {StoreUnavailableError}
   */
  async sharedSecret(own: Uint8Array): Promise<Uint8Array> {
    this.#secret ??= SharedSecret.agree(this.#link, `${this.#prefix}secret`, own, () =>
      this.#report({ kind: 'secret-differs' }),
    );
    try {
      return (await this.#secret).bytes;
    } catch (error) {
      this.#secret = null;
      throw error;
    }
  }

  async state(room: string): Promise<RoomState> {
    const { keys } = roomKeys(this.#prefix, room);
    return decodeState(listOf(await STATE_SCRIPT.run(this.#link, keys, [])));
  }

  async append(room: string, batch: AppendBatch): Promise<AppendOutcome> {
    const { keys, news } = roomKeys(this.#prefix, room);
    const args = encodeBatch(batch, { news, window: this.#window });
    const outcome = decodeOutcome(await APPEND_SCRIPT.run(this.#link, keys, args));
    if (outcome.kind === 'appended' && batch.events.length > 0) this.#feeds.grown(room, outcome.state);
    return outcome;
  }

  async *read(room: string, after: LogPosition, { signal }: { signal: AbortSignal }): AsyncGenerator<LogEntry, void> {
    const { epoch } = after;
    let { position } = after;
    let goesOn = false;
    const { feed, release } = this.#feeds.open(room);
    try {
      while (!signal.aborted && !feed.isClosed) {
        const { newsCount } = feed;
        const page = await untilAborted(feed.page({ epoch, position, goesOn }), signal);
        if (page === undefined) return;
        if (page.kind === 'gone') throw new FellBehindError(room, { epoch, position });
        if (page.kind === 'kept') {
          goesOn = true;
          for (const entry of page.entries) {
            if (signal.aborted) return;
            position = entry.position;
            yield entry;
          }
          if (page.followedBy === 'end') return;
          if (page.followedBy === 'more') continue;
        }
        await feed.wait({ epoch, position }, newsCount, signal);
      }
    } finally {
      release();
    }
  }

  async overdue(room: string): Promise<readonly DeadlineKey[]> {
    const { keys } = roomKeys(this.#prefix, room);
    const names = listOf(await OVERDUE_SCRIPT.run(this.#link, keys, [])).map(textOf);
    return names.filter((name): name is DeadlineKey => parseDeadline(name) !== null);
  }

  /** Ends the connections, and every reader. Keeps what is in Redis. */
  async close(): Promise<void> {
    this.#feeds.close();
    this.#link.close();
    const secret = await this.#secret?.catch(() => null);
    secret?.close();
  }

  #readyChanged(isReady: boolean, cause: unknown): void {
    this.#report(isReady ? { kind: 'connected' } : { kind: 'disconnected', detail: String(cause) });
    for (const listener of [...this.#readyListeners]) listener(isReady);
    if (!isReady) return;
    this.#feeds.mayHaveMissed();
    void this.#secret?.then(
      (secret) => secret.check(),
      () => {},
    );
  }
}
