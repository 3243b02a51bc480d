import type { RedisArgument, RedisReply } from './redis-reply.ts';

/** Whoever keeps the keys: one Redis, or the masters of a cluster. */
export interface RedisNodes {
  /** Whether every key's keeper can be reached. */
  readonly isReady: boolean;

  /**
   * Sends a command to the one that keeps this key. All keys of the command must
   * share its hash slot.
   * @throws {StoreUnavailableError} when it cannot be reached, or says that it cannot do this now.
   * @throws {ErrorReply} when it refuses for another reason.
   */
  send(key: string, command: readonly RedisArgument[]): Promise<RedisReply>;

  close(): void;
}
