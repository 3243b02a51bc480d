/** What bounds the way to a store. */
export const STORE_LIMITS = {
  /** How long to wait before a store that could not be reached at the start is tried again, in milliseconds. */
  retryMs: 1_000,
} as const;
