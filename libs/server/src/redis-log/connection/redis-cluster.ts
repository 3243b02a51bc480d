import { StoreUnavailableError } from '@rtc-call/room';
import { type ClusterMap, parseClusterSlots, urlOfNode } from './cluster-map.ts';
import { hashSlot } from './hash-slot.ts';
import { RedisConnection } from './redis-connection.ts';
import { asStoreError, codeOf, movedTo } from './redis-errors.ts';
import type { RedisNodes } from './redis-nodes.ts';
import type { RedisArgument, RedisReply } from './redis-reply.ts';

export interface RedisClusterOptions {
  /** A URL of one of the nodes: whose credentials and TLS all have. */
  readonly url: string;
  /** Asks any one node of the cluster something that each can answer, and says which it was. */
  ask(command: readonly RedisArgument[]): Promise<{ readonly reply: RedisReply; readonly url: string }>;
  /** `isReady` may have changed; `cause` is why something is away, and `urls` where the masters are. */
  changed(cause: unknown, urls: readonly string[]): void;
}

/**
 * The masters of a cluster, a connection to each. Who keeps which slot is asked
 * again whenever there is a reason to doubt it. A slot that is being moved is
 * unavailable meanwhile.
 */
export class RedisCluster implements RedisNodes {
  readonly #options: RedisClusterOptions;
  readonly #masters = new Map<string, RedisConnection>();
  #map: ClusterMap = [];
  #asking = false;
  #closed = false;

  constructor(options: RedisClusterOptions) {
    this.#options = options;
    this.#askAgain();
  }

  get isReady(): boolean {
    return (
      this.#map.length > 0 &&
      !this.#map.includes(undefined) &&
      [...this.#masters.values()].every((connection) => connection.isOpen)
    );
  }

  async send(key: string, command: readonly RedisArgument[]): Promise<RedisReply> {
    const slot = hashSlot(key);
    try {
      return await this.#sendToMaster(slot, command);
    } catch (error) {
      const moved = movedTo(error);
      if (moved === null) throw this.#doubted(error);
      this.#map[moved.slot] = moved.address;
      this.#askAgain();
    }
    try {
      return await this.#sendToMaster(slot, command);
    } catch (error) {
      throw this.#doubted(error);
    }
  }

  /** Asks who keeps which slot, unless that is being asked. */
  #askAgain(): void {
    if (this.#asking || this.#closed) return;
    this.#asking = true;
    this.#options
      .ask(['CLUSTER', 'SLOTS'])
      .then(({ reply, url }) => this.#follow(parseClusterSlots(reply, new URL(url).hostname)))
      .then(
        () => this.#changed(undefined),
        (error: unknown) => this.#changed(error),
      )
      .finally(() => {
        this.#asking = false;
      });
  }

  close(): void {
    this.#closed = true;
    for (const connection of this.#masters.values()) connection.close();
  }

  async #sendToMaster(slot: number, command: readonly RedisArgument[]): Promise<RedisReply> {
    const address = this.#map[slot];
    if (address === undefined) throw new StoreUnavailableError(`Nobody keeps the slot ${slot}`);
    return this.#masterAt(address).send(command);
  }

  #masterAt(address: string): RedisConnection {
    const known = this.#masters.get(address);
    if (known !== undefined) return known;
    const connection = new RedisConnection({
      url: () => urlOfNode(address, this.#options.url),
      opened: () => this.#changed(undefined),
      lost: (cause) => {
        this.#changed(cause);
        this.#askAgain();
      },
    });
    this.#masters.set(address, connection);
    if (this.#closed) connection.close();
    return connection;
  }

  #follow(map: ClusterMap): void {
    if (this.#closed) return;
    this.#map = map;
    for (const address of new Set(map)) if (address !== undefined) this.#masterAt(address);
    for (const [address, connection] of this.#masters) {
      if (map.includes(address)) continue;
      this.#masters.delete(address);
      connection.close();
    }
  }

  #changed(cause: unknown): void {
    const urls = [...this.#masters.keys()].map((address) => urlOfNode(address, this.#options.url));
    this.#options.changed(cause, urls);
  }

  #doubted(error: unknown): unknown {
    if (codeOf(error) === 'CLUSTERDOWN' || movedTo(error) !== null) this.#askAgain();
    return asStoreError(error);
  }
}
