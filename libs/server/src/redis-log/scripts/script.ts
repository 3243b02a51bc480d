import { createHash } from 'node:crypto';
import { codeOf } from '../connection/redis-errors.ts';
import type { RedisNodes } from '../connection/redis-nodes.ts';
import type { RedisArgument, RedisReply } from '../connection/redis-reply.ts';

/** A Lua script that Redis runs in one step. It is sent by its digest, and as a whole to a Redis that does not know it. */
export class Script {
  readonly #source: string;
  readonly #digest: string;

  constructor(source: string) {
    this.#source = source;
    // Redis names scripts by their SHA-1.
    this.#digest = createHash('sha1').update(source).digest('hex');
  }

  /** Runs it on keys of one slot. Throws as `RedisNodes.send` does. */
  async run(
    nodes: RedisNodes,
    keys: readonly [string, ...string[]],
    args: readonly RedisArgument[],
  ): Promise<RedisReply> {
    const rest = [String(keys.length), ...keys, ...args];
    try {
      return await nodes.send(keys[0], ['EVALSHA', this.#digest, ...rest]);
    } catch (error) {
      if (codeOf(error) !== 'NOSCRIPT') throw error;
      return nodes.send(keys[0], ['EVAL', this.#source, ...rest]);
    }
  }
}
