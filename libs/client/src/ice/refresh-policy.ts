/**
 * From which part of their life on ICE servers are to be refreshed, and until
 * when it is begun: at a moment drawn between the two, because those who came
 * back from the same server's restart have credentials of the same age. A third
 * of the life is left for what may go wrong.
 */
export const REFRESH_FROM = 0.6;
export const REFRESH_UNTIL = 2 / 3;

/** ICE servers are not refreshed sooner after they came, in milliseconds, however short they live. */
export const LEAST_AGE_MS = 5_000;

/** Nor is longer waited, in milliseconds: a timer takes no more than 24 days, and a day is long enough for credentials. */
export const MOST_AGE_MS = 24 * 60 * 60 * 1_000;

/** How long the server may take to answer, in milliseconds. */
export const ANSWER_WITHIN_MS = 8_000;

/** Before the second try a client waits less than this, in milliseconds; before each further one up to twice as long. */
export const FIRST_RETRY_WITHIN_MS = 1_000;

/** No wait between two tries is longer, in milliseconds. */
export const RETRY_WITHIN_MS = 30_000;

/** A wait of a length drawn between two bounds, in milliseconds. */
export interface Wait {
  readonly atLeastMs: number;
  readonly belowMs: number;
}

/** How long to wait with refreshing what is good for so long. */
export function refreshAfter(validForMs: number): Wait {
  const age = (part: number) => Math.min(MOST_AGE_MS, Math.max(LEAST_AGE_MS, validForMs * part));
  return { atLeastMs: age(REFRESH_FROM), belowMs: age(REFRESH_UNTIL) };
}

/** How long to wait before the next try, after so many in a row that have failed ("full jitter"). */
export function retryAfter(tries: number): Wait {
  return { atLeastMs: 0, belowMs: Math.min(RETRY_WITHIN_MS, FIRST_RETRY_WITHIN_MS * 2 ** (tries - 1)) };
}
