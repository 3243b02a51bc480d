/** A text that names no Redis. */
export class RedisUrlError extends Error {
  override readonly name = 'RedisUrlError';
}

/**
 * The URLs in a text: one, or several with commas between them for nodes of a
 * cluster. Each is `redis[s]://[[user]:password@]host[:port][/database]`.
 * @throws {RedisUrlError} It says what is wrong, and tells no password.
 */
export function parseRedisUrls(text: string): readonly string[] {
  const urls = text.split(',').map((part) => part.trim());
  for (const url of urls) checkRedisUrl(url);
  return urls;
}

/** A URL without its user and password, for logs and messages. */
export function withoutCredentials(url: string): string {
  return url.replace(/\/\/[^@]*@/u, '//');
}

function checkRedisUrl(url: string): void {
  const parsed = URL.parse(url);
  if (parsed === null || !['redis:', 'rediss:'].includes(parsed.protocol) || parsed.hostname === '') {
    throw new RedisUrlError(`"${withoutCredentials(url)}" is no URL of a Redis: redis://host:6379 would be one`);
  }
}
