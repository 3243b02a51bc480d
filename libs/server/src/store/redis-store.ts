import { setTimeout as delay } from 'node:timers/promises';
import {
  type AppendBatch,
  type AppendOutcome,
  type DeadlineKey,
  type LogEntry,
  type LogPosition,
  type RoomLog,
  type RoomState,
  StoreUnavailableError,
} from '@rtc-call/room';
import type { Logger } from '../logging/logger.ts';
import { type RedisFact, RedisLog, type RedisLogOptions, withoutCredentials } from '../redis-log/index.ts';
import type { SecretRing } from '../signaling/signed-identities.ts';
import { STORE_LIMITS } from './limits.ts';
import type { Store } from './store.ts';

/** As much of a RedisLog as is needed here. */
export type RemoteLog = RoomLog & Pick<RedisLog, 'isReady' | 'watchReady' | 'sharedSecret' | 'close'>;

export interface RedisStoreOptions {
  /** One URL, or several of nodes of one cluster. */
  readonly urls: readonly string[];
  readonly secret: Uint8Array;
  /** Whether the servers agree on one of their secrets, since each may have its own. */
  readonly agree: boolean;
  readonly logger: Logger;
  /** Default: RedisLog.connect. */
  readonly connect?: (urls: readonly string[], options: RedisLogOptions) => Promise<RemoteLog>;
  /** How long to wait before what could not be reached is tried again, in milliseconds. Default: STORE_LIMITS.retryMs. */
  readonly retryMs?: number;
}

/**
 * Where a store stands.
 * - `connecting`: it has not been reached since the start. Whatever is asked of it is refused, and it is tried again.
 * - `connected`: it was reached, and the secrets are known; from then on the log itself sees to its connection.
 */
type State = { readonly name: 'connecting' } | Connected;

interface Connected {
  readonly name: 'connected';
  readonly log: RemoteLog;
  readonly secrets: ReturnType<SecretRing>;
}

/**
 * Rooms in Redis, for a server that starts also while Redis is away: it then is
 * not ready, and who wants to join is told why.
 */
export class RedisStore implements Store, RoomLog {
  readonly #options: RedisStoreOptions;
  readonly #listeners = new Set<() => void>();
  readonly #closing = new AbortController();
  #state: State = { name: 'connecting' };
  /** Why it could not be reached, as was logged last. */
  #saidReason = '';

  /** Tries to reach it once, and goes on trying where that fails. */
  static async open(options: RedisStoreOptions): Promise<RedisStore> {
    const store = new RedisStore(options);
    if (!(await store.#connect())) void store.#keepTrying();
    return store;
  }

  private constructor(options: RedisStoreOptions) {
    this.#options = options;
  }

  get log(): RoomLog {
    return this;
  }

  readonly secrets: SecretRing = () => this.#connected().secrets;

  get isReady(): boolean {
    return this.#state.name === 'connected' && this.#state.log.isReady;
  }

  watchReady(listener: () => void): void {
    this.#listeners.add(listener);
  }

  async state(room: string): Promise<RoomState> {
    return this.#connected().log.state(room);
  }

  async append(room: string, batch: AppendBatch): Promise<AppendOutcome> {
    return this.#connected().log.append(room, batch);
  }

  read(room: string, after: LogPosition, options: { signal: AbortSignal }): AsyncIterable<LogEntry> {
    return this.#connected().log.read(room, after, options);
  }

  async overdue(room: string): Promise<readonly DeadlineKey[]> {
    return this.#connected().log.overdue(room);
  }

  async close(): Promise<void> {
    // A try that is under way ends by itself, and is closed then.
    this.#closing.abort();
    if (this.#state.name === 'connected') await this.#state.log.close();
  }

  #connected(): Connected {
    if (this.#state.name !== 'connected') throw new StoreUnavailableError();
    return this.#state;
  }

  async #keepTrying(): Promise<void> {
    const { signal } = this.#closing;
    const { retryMs = STORE_LIMITS.retryMs } = this.#options;
    do await delay(retryMs, undefined, { signal }).catch(() => {});
    while (!signal.aborted && !(await this.#connect()));
  }

  /** Tries once. Whether it was reached, or it is too late for that. */
  async #connect(): Promise<boolean> {
    const { urls, logger } = this.#options;
    try {
      const { log, secrets } = await this.#reach();
      if (this.#closing.signal.aborted) {
        await log.close();
        return true;
      }
      this.#state = { name: 'connected', log, secrets };
      log.watchReady(() => this.#announce());
      this.#announce();
      return true;
    } catch (error) {
      if (this.#closing.signal.aborted) return true;
      const reason = reasonOf(error);
      const redis = urls.map(withoutCredentials);
      const said = 'Redis cannot be reached. Nobody can join until it is; trying again';
      // Said once, and again when it is for another reason.
      if (reason !== this.#saidReason) logger.warn({ redis, reason }, said);
      this.#saidReason = reason;
      return false;
    }
  }

  async #reach(): Promise<Omit<Connected, 'name'>> {
    const { urls, secret, agree, logger, connect = RedisLog.connect } = this.#options;
    const log = await connect(urls, { report: (fact) => logRedisFact(logger, fact) });
    try {
      return { log, secrets: agree ? [await log.sharedSecret(secret), secret] : [secret] };
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }
}

function logRedisFact(logger: Logger, fact: RedisFact): void {
  switch (fact.kind) {
    case 'connected':
      logger.info('Redis is connected');
      break;
    case 'disconnected':
      logger.warn({ reason: fact.detail }, 'Redis is out of reach. Calls go on; nobody can join until it is back');
      break;
    case 'secret-differs':
      logger.warn(
        'Another server put another secret into Redis while both were away from it. Some who come back are taken for new',
      );
  }
}

/** What the network said, if it was that. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
