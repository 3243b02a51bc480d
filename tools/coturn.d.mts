import type { Machine } from './programs.mjs';

/** The program of coturn's server: the one that RTC_CALL_TURNSERVER names, or else the first of the usual places that has one. */
export function findCoturn(machine?: Machine): string | null;

/** Like `findCoturn`, for tests: null means "skip these tests". With CI set, a missing one throws. */
export function coturnForTests(machine?: Machine): string | null;

/** One sentence: what is missing and how to get it. */
export function howToGetCoturn(): string;
