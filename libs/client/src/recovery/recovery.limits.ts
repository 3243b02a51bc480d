/**
 * How long two ends that have agreed may take to find a path and prove it, in
 * milliseconds. A relay over TLS on a slow line needs a few seconds.
 */
export const CONNECT_WITHIN_MS = 8_000;

/**
 * How long the two may take to agree on a successor, in milliseconds. Nothing
 * is wrong while the signaling is down and holds what was said, so it is long.
 */
export const AGREE_WITHIN_MS = 20_000;

/**
 * How long after the other end has closed the link it is made anew, in
 * milliseconds: mostly it was closed because its page went away, of which the
 * server tells.
 */
export const EXPLAIN_WITHIN_MS = 5_000;

/** How long the link that was replaced goes on, in milliseconds: until the other end has taken over, too. */
export const LINGER_MS = 1_000;

/** The bound of the wait after the first failure, in milliseconds; after each further one it is twice as long. */
export const FIRST_RETRY_WITHIN_MS = 500;

/** No wait between two generations is longer, in milliseconds. */
export const RETRY_WITHIN_MS = 15_000;

/**
 * How far ahead of this end the other may be, in generations; what is further is refused. Who hears nothing tries
 * alone, at most three times in a minute: for five hours. Refused is what would use up the numbers, of which there
 * are 2^32: with a step and a rest for each that takes weeks.
 */
export const MOST_AHEAD = 1_000;

/** How long no other successor is made at the other end's wish after the first that was, in milliseconds; after each further one twice as long. */
export const FIRST_REST_MS = 500;

/** No such rest is longer, in milliseconds: an end that tries in earnest asks less often. */
export const LONGEST_REST_MS = 4_000;

/** The rest after so many successors that were made at the other end's wish, none of which has proved itself. */
export function restAfter(granted: number): number {
  return Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** (granted - 1));
}

/** The bound of the wait before the next generation, after so many failures in a row. At least half of it is waited. */
export function retryWithin(failures: number): number {
  return Math.min(RETRY_WITHIN_MS, FIRST_RETRY_WITHIN_MS * 2 ** (failures - 1));
}
