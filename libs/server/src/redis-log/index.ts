export { REDIS_LIMITS } from './limits.ts';
export type { RedisFact } from './redis-fact.ts';
export { RedisLog, type RedisLogOptions } from './redis-log.ts';
export { parseRedisUrls, RedisUrlError, withoutCredentials } from './redis-urls.ts';
