/**
 * How good the connection to a participant is, from best to worst.
 * - `good`: nothing to notice.
 * - `fair`: one notices something, and can talk.
 * - `poor`: it is hard to talk.
 * - `lost`: nothing comes at all.
 */
export type Quality = (typeof QUALITIES)[number];

/** From best to worst. */
export const QUALITIES = ['good', 'fair', 'poor', 'lost'] as const;

/** Whether `one` is worse than `other`. */
export function isWorse(one: Quality, other: Quality): boolean {
  return QUALITIES.indexOf(one) > QUALITIES.indexOf(other);
}

/** The worst of several; null of none. */
export function worstOf(qualities: readonly Quality[]): Quality | null {
  return QUALITIES.findLast((quality) => qualities.includes(quality)) ?? null;
}
