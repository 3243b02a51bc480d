import { randomBytes } from 'node:crypto';
import type { Logger } from '../logging/logger.ts';
import { readSecretFile, SECRET_BYTES } from '../secret/secret-file.ts';
import type { ServerConfig } from '../server-config.ts';
import { memoryStore } from './memory-store.ts';
import { RedisStore } from './redis-store.ts';
import type { Store } from './store.ts';

/**
 * Opens the store that the configuration names.
 * @throws {SecretFileError} when there is no secret to be had.
 */
export async function openStore({ secret: source, redis }: ServerConfig, logger: Logger): Promise<Store> {
  const secret = source === null ? randomBytes(SECRET_BYTES.least) : await readSecretFile(source.file);
  if (redis.length === 0) return memoryStore(secret);
  return RedisStore.open({ urls: redis, secret, agree: source?.agree ?? true, logger });
}
