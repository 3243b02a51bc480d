import type { Machine } from './programs.mjs';

/** The program of a Redis or Valkey server: the one that RTC_CALL_REDIS names, or else the first of the usual places that has one. */
export function findRedis(machine?: Machine): string | null;

/** Like `findRedis`, for tests: null means "skip these tests". With CI set, a missing one throws. */
export function redisForTests(machine?: Machine): string | null;

/** One sentence: what is missing and how to get it. */
export function howToGetRedis(): string;
