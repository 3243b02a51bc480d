import { StoreUnavailableError } from '@rtc-call/room';
import { RedisCluster } from './redis-cluster.ts';
import { RedisConnection } from './redis-connection.ts';
import type { RedisNodes } from './redis-nodes.ts';
import { type RedisArgument, type RedisReply, textOf } from './redis-reply.ts';
import { SingleRedis } from './single-redis.ts';
import { within } from './within.ts';

export interface RedisLinkOptions {
  /** Of one Redis, or of nodes of a cluster. */
  readonly urls: readonly [string, ...string[]];
  /** `isReady` has changed. `cause` is why it is not so any more. */
  changed(isReady: boolean, cause: unknown): void;
  /** The connection to any node is a new one. */
  reconnected(): void;
}

/**
 * All connections of this process to one Redis or one cluster: those to whoever
 * keeps the keys, and one to any node, for what each of them can tell. That one
 * listens to channels, and asks who keeps which slot.
 */
export class RedisLink implements RedisNodes {
  readonly anyNode: RedisConnection;
  readonly #options: RedisLinkOptions;
  #keepers: RedisNodes | null = null;
  #wasReady = false;
  #lastCause: unknown;
  #looking = Promise.withResolvers<void>();
  #knownUrls: readonly string[];
  #attempts = 0;
  #url: string;

  constructor(options: RedisLinkOptions) {
    this.#options = options;
    this.#knownUrls = options.urls;
    this.#url = options.urls[0];
    this.anyNode = new RedisConnection({
      url: () => this.#nextUrl(),
      opened: () => {
        options.reconnected();
        this.#changed(undefined);
      },
      lost: (cause) => this.#changed(cause),
    });
  }

  /**
   * Waits until everything can be reached. Closes where that takes longer than so many milliseconds.
   * @throws {StoreUnavailableError}
   */
  async open(limitMs: number): Promise<void> {
    try {
      await within(limitMs, this.#open());
    } catch (error) {
      this.close();
      throw new StoreUnavailableError(this.#lastCause ?? error);
    }
  }

  get isReady(): boolean {
    return this.#keepers?.isReady ?? false;
  }

  async send(key: string, command: readonly RedisArgument[]): Promise<RedisReply> {
    if (this.#keepers === null) throw new StoreUnavailableError(this.#lastCause);
    return this.#keepers.send(key, command);
  }

  close(): void {
    this.anyNode.close();
    this.#keepers?.close();
  }

  async #open(): Promise<void> {
    await this.#until(() => this.anyNode.isOpen);
    const changed = (cause: unknown) => this.#changed(cause);
    if (await this.#isCluster()) {
      this.#keepers = new RedisCluster({
        url: this.#url,
        changed: (cause, urls) => {
          this.#knownUrls = [...this.#options.urls, ...urls];
          changed(cause);
        },
        ask: async (command) => ({ reply: await this.anyNode.send(command), url: this.#url }),
      });
    } else {
      this.#keepers = new SingleRedis(this.#url, changed);
    }
    await this.#until(() => this.isReady);
  }

  async #isCluster(): Promise<boolean> {
    return textOf(await this.anyNode.send(['INFO', 'cluster'])).includes('cluster_enabled:1');
  }

  /** Another one each time: in a cluster, those that are known; else there is but one. */
  #nextUrl(): string {
    const urls = this.#knownUrls;
    this.#url = urls[this.#attempts % urls.length] ?? this.#options.urls[0];
    this.#attempts += 1;
    return this.#url;
  }

  async #until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await this.#looking.promise;
  }

  #changed(cause: unknown): void {
    if (cause !== undefined) this.#lastCause = cause;
    this.#looking.resolve();
    this.#looking = Promise.withResolvers();
    if (this.isReady === this.#wasReady) return;
    this.#wasReady = this.isReady;
    this.#options.changed(this.isReady, this.#lastCause);
  }
}
