import { parseRedisUrls, RedisUrlError, withoutCredentials } from '@rtc-call/server';
import type { Objection } from './schemas.ts';

/** What is wrong with the URL of a Redis, or null. */
export function checkRedisUrl(value: string): Objection | null {
  try {
    parseRedisUrls(value);
    return null;
  } catch (error) {
    if (!(error instanceof RedisUrlError)) throw error;
    return { wrong: 'is no URL of a Redis' };
  }
}

/** A URL as it may be printed. Where a password may be in it that cannot be told from the rest, none of it. */
export function showRedisUrl(value: string): string {
  const shown = withoutCredentials(value);
  return shown.includes('@') ? '…' : shown;
}
