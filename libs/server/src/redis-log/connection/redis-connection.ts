import { setTimeout as delay } from 'node:timers/promises';
import { createClient, RESP_TYPES } from '@redis/client';
import { StoreUnavailableError } from '@rtc-call/room';
import { REDIS_LIMITS } from '../limits.ts';
import { reconnectDelay } from './reconnect-delay.ts';
import { codeOf } from './redis-errors.ts';
import type { RedisArgument, RedisReply } from './redis-reply.ts';
import { within } from './within.ts';

export interface RedisConnectionOptions {
  /** Where to connect to. Asked before each attempt. */
  url(): string;
  /** Commands can be sent, for the first time or again. */
  opened(): void;
  /** Commands cannot be sent any more, or still not: an attempt failed. */
  lost(cause: unknown): void;
}

type Client = ReturnType<typeof newClient>;

/**
 * - `away`: an attempt to connect is under way, or the wait before it.
 * - `open`: commands can be sent.
 * - `closed`: for good.
 */
type State =
  | { readonly kind: 'away'; readonly cause: unknown }
  | { readonly kind: 'open'; readonly client: Client }
  | { readonly kind: 'closed' };

/**
 * A connection to one Redis that is made again for ever. It queues nothing: while
 * it is away, commands fail at once. A Redis that does not answer in time is away.
 */
export class RedisConnection {
  #state: State = { kind: 'away', cause: undefined };
  readonly #options: RedisConnectionOptions;
  readonly #closing = new AbortController();

  constructor(options: RedisConnectionOptions) {
    this.#options = options;
    void this.#keepOpen();
  }

  get isOpen(): boolean {
    return this.#state.kind === 'open';
  }

  /**
   * Sends a command.
   * @throws {StoreUnavailableError} when the connection is away, or no answer comes in time.
   * @throws {ErrorReply} when that is the answer.
   */
  async send(command: readonly RedisArgument[]): Promise<RedisReply> {
    return this.#answer((client) => client.sendCommand<RedisReply>(command));
  }

  /** Subscribes to channels, until the connection is lost. Throws as `send` does. */
  async subscribe(channels: string[], heard: (message: string, channel: string) => void): Promise<void> {
    await this.#answer((client) => client.subscribe(channels, heard));
  }

  /** Ends the subscription to channels. Throws as `send` does. */
  async unsubscribe(channels: string[]): Promise<void> {
    await this.#answer((client) => client.unsubscribe(channels));
  }

  close(): void {
    const state = this.#state;
    this.#state = { kind: 'closed' };
    this.#closing.abort();
    if (state.kind === 'open') state.client.destroy();
  }

  async #answer<T>(ask: (client: Client) => Promise<T>): Promise<T> {
    const state = this.#state;
    if (state.kind !== 'open') throw new StoreUnavailableError(state.kind === 'away' ? state.cause : undefined);
    try {
      return await within(REDIS_LIMITS.commandMs, ask(state.client));
    } catch (error) {
      const code = codeOf(error);
      // A replica now, or not answering: whoever has the name or takes the next connection may do better.
      if (code === null || code === 'READONLY') state.client.destroy();
      throw code === null ? new StoreUnavailableError(error) : error;
    }
  }

  async #keepOpen(): Promise<void> {
    const { signal } = this.#closing;
    for (let failures = 0; !signal.aborted; failures += 1) {
      const client = newClient(this.#options.url());
      const over = ending(client);
      try {
        await within(REDIS_LIMITS.commandMs, Promise.race([ready(client), over.then(fail)]));
        failures = 0;
        this.#change({ kind: 'open', client });
        const pings = setInterval(() => void this.send(['PING']).catch(() => {}), REDIS_LIMITS.pingMs);
        const cause = await over;
        clearInterval(pings);
        this.#change({ kind: 'away', cause });
      } catch (error) {
        this.#change({ kind: 'away', cause: error });
      } finally {
        client.destroy();
      }
      await delay(reconnectDelay(failures), undefined, { signal }).catch(() => {});
    }
  }

  #change(state: Exclude<State, { kind: 'closed' }>): void {
    if (this.#state.kind === 'closed') return;
    this.#state = state;
    if (state.kind === 'open') this.#options.opened();
    else this.#options.lost(state.cause);
  }
}

function newClient(url: string) {
  return createClient({
    url,
    RESP: 3,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    socket: { connectTimeout: REDIS_LIMITS.commandMs, reconnectStrategy: false },
    // Its own limit ends when a command is written; ours (`within`), when it is answered.
    commandOptions: { timeout: 0, typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
  });
}

/** Connects. Redis greets while it still loads its data, but answers a ping only when it has them. */
async function ready(client: Client): Promise<void> {
  await client.connect();
  await client.sendCommand(['PING']);
}

function fail(cause: unknown): never {
  throw cause;
}

/** Resolves with the cause when a client is of no use any more. */
function ending(client: Client): Promise<unknown> {
  return new Promise((resolve) => {
    client.on('error', resolve);
    client.once('end', () => resolve(new Error('The connection was closed')));
  });
}
