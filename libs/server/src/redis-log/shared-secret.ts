import type { RedisNodes } from './connection/redis-nodes.ts';
import { bytesOf } from './connection/redis-reply.ts';
import { REDIS_LIMITS } from './limits.ts';
import { Script } from './scripts/script.ts';

/** The secret that is there, or else the given one from now on. */
const SHARE_SCRIPT = new Script(`
local secret = redis.call('GET', KEYS[1]) or ARGV[1]
redis.call('SET', KEYS[1], secret, 'PX', ARGV[2])
return secret
`);

/** A secret that all servers on one Redis have. Where Redis has lost it, whoever looks first puts it there again. */
export class SharedSecret {
  readonly #nodes: RedisNodes;
  readonly #key: string;
  readonly #secret: Buffer;
  readonly #differs: () => void;
  readonly #timer: NodeJS.Timeout;

  private constructor(nodes: RedisNodes, key: string, secret: Buffer, differs: () => void) {
    this.#nodes = nodes;
    this.#key = key;
    this.#secret = secret;
    this.#differs = differs;
    this.#timer = setInterval(() => void this.check(), REDIS_LIMITS.secretCheckMs);
  }

  /** Agrees on a secret. `differs` is called when later another one is found. */
  static async agree(nodes: RedisNodes, key: string, own: Uint8Array, differs: () => void): Promise<SharedSecret> {
    return new SharedSecret(nodes, key, await share(nodes, key, Buffer.from(own)), differs);
  }

  get bytes(): Uint8Array {
    return new Uint8Array(this.#secret);
  }

  /** Makes sure that it is there. Does nothing while Redis is away. */
  async check(): Promise<void> {
    const there = await share(this.#nodes, this.#key, this.#secret).catch(() => this.#secret);
    if (!there.equals(this.#secret)) this.#differs();
  }

  close(): void {
    clearInterval(this.#timer);
  }
}

async function share(nodes: RedisNodes, key: string, secret: Buffer): Promise<Buffer> {
  return bytesOf(await SHARE_SCRIPT.run(nodes, [key], [secret, String(REDIS_LIMITS.secretMs)]));
}
