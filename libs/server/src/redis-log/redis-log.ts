import type {
  AppendBatch,
  AppendOutcome,
  DeadlineKey,
  LogEntry,
  LogPosition,
  RoomLog,
  RoomState,
} from '@rtc-call/room';
import type { RedisFact } from './redis-fact.ts';

export interface RedisLogOptions {
  /** How much of each log is kept. Default: LOG_WINDOW. */
  readonly window?: { readonly entries: number; readonly bytes: number };
  /** What the names of all keys and channels begin with. Default `rtc-call:1:`. */
  readonly keyPrefix?: string;
  /** Told what an operator may want to know. */
  readonly report?: (fact: RedisFact) => void;
}

/**
 * Rooms in Redis or Valkey, a single one or a cluster, shared by all servers that
 * name the same.
 */
export class RedisLog implements RoomLog {
  /**
   * Connects to the Redis at a URL (`redis://` or, with TLS, `rediss://`), or to
   * the cluster that nodes at these URLs belong to; which of the two it is, it asks.
   * @throws {StoreUnavailableError} when it cannot be reached within REDIS_LIMITS.connectMs, or refuses.
   */
  static async connect(urls: string | readonly string[], options: RedisLogOptions = {}): Promise<RedisLog> {
    throw new Error(`Not there yet: ${urls} ${options}`);
  }

  /** Whether commands can be sent. Where not, it connects again by itself. */
  get isReady(): boolean {
    return false;
  }

  /** Calls the listener whenever `isReady` changes. Returns what ends that. */
  watchReady(listener: (isReady: boolean) => void): () => void {
    return () => void listener;
  }

  /**
   * The one secret of all servers on this Redis: the one that is there, or else
   * the server's own, which is the others' from then on. When Redis comes back
   * empty, it is put there again.
   */
  async sharedSecret(own: Uint8Array): Promise<Uint8Array> {
    return own;
  }

  async state(room: string): Promise<RoomState> {
    throw new Error(room);
  }

  async append(room: string, batch: AppendBatch): Promise<AppendOutcome> {
    throw new Error(`${room} ${batch}`);
  }

  async *read(room: string, after: LogPosition, options: { signal: AbortSignal }): AsyncGenerator<LogEntry, void> {
    throw new Error(`${room} ${after} ${options}`);
  }

  async overdue(room: string): Promise<readonly DeadlineKey[]> {
    throw new Error(room);
  }

  /** Ends the connections, and every reader. Keeps what is in Redis. */
  async close(): Promise<void> {}
}
