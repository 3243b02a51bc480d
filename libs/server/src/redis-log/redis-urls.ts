/** A text that names no Redis. */
export class RedisUrlError extends Error {
  override readonly name = 'RedisUrlError';
}

/**
 * The URLs in a text: one, or several with commas between them for nodes of a
 * cluster. Each is `redis[s]://[[user]:password@]host[:port][/database]`; a
 * cluster has no databases.
 * @throws {RedisUrlError} It says what is wrong, and tells no password.
 */
export function parseRedisUrls(text: string): readonly string[] {
  const urls = text.split(',').map((part) => part.trim());
  for (const url of urls) checkRedisUrl(url, urls.length > 1);
  return urls;
}

/** A URL without its user and password, for logs and messages. */
export function withoutCredentials(url: string): string {
  return url.replace(/\/\/.*@/u, '//');
}

function checkRedisUrl(url: string, isOfCluster: boolean): void {
  const shown = `"${withoutCredentials(url)}"`;
  const parsed = URL.parse(url);
  if (parsed === null || !['redis:', 'rediss:'].includes(parsed.protocol) || parsed.hostname === '') {
    throw new RedisUrlError(`${shown} is no URL of a Redis: redis://host:6379 would be one`);
  }
  if (!/^\/?\d*$/.test(parsed.pathname)) {
    throw new RedisUrlError(`${shown} ends in something else than the number of a database`);
  }
  if (isOfCluster && parsed.pathname.length > 1) {
    throw new RedisUrlError(`${shown} names a database, and a cluster has none`);
  }
}
