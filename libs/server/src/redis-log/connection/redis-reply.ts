/** What a command is made of. */
export type RedisArgument = string | Buffer;

/** What Redis answers, as far as we ask for it. */
export type RedisReply = number | string | Buffer | null | readonly RedisReply[];

/** The items of a reply that is a list. */
export function listOf(reply: RedisReply | undefined): readonly RedisReply[] {
  if (Array.isArray(reply)) return reply as readonly RedisReply[];
  throw new TypeError('Redis answered something else than a list');
}

/** The text of a reply. */
export function textOf(reply: RedisReply | undefined): string {
  if (typeof reply === 'string') return reply;
  if (Buffer.isBuffer(reply)) return reply.toString();
  throw new TypeError('Redis answered something else than a text');
}

/** The bytes of a reply. */
export function bytesOf(reply: RedisReply | undefined): Buffer {
  if (Buffer.isBuffer(reply)) return reply;
  throw new TypeError('Redis answered something else than bytes');
}

/** The number of a reply. */
export function numberOf(reply: RedisReply | undefined): number {
  if (typeof reply === 'number') return reply;
  throw new TypeError('Redis answered something else than a number');
}
