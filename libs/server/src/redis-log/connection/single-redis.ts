import { RedisConnection } from './redis-connection.ts';
import { asStoreError } from './redis-errors.ts';
import type { RedisNodes } from './redis-nodes.ts';
import type { RedisArgument, RedisReply } from './redis-reply.ts';

/** One Redis that keeps every key. */
export class SingleRedis implements RedisNodes {
  readonly #connection: RedisConnection;

  /** `changed`: `isReady` may have changed; `cause` is why Redis is away. */
  constructor(url: string, changed: (cause: unknown) => void) {
    this.#connection = new RedisConnection({ url: () => url, opened: () => changed(undefined), lost: changed });
  }

  get isReady(): boolean {
    return this.#connection.isOpen;
  }

  async send(_key: string, command: readonly RedisArgument[]): Promise<RedisReply> {
    try {
      return await this.#connection.send(command);
    } catch (error) {
      throw asStoreError(error);
    }
  }

  close(): void {
    this.#connection.close();
  }
}
