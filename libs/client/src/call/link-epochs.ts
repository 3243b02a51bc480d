/**
 * What a signal says of the two ends of a link, by the epochs in which each was
 * made (see signal.proto).
 * - `fit`: they belong together.
 * - `own-is-old`: the other end began anew, or neither end is of the present epoch: this one is to be made anew.
 * - `others-is-old`: the other end is from an earlier epoch; who has it is to be told.
 */
export type LinkEpochs = 'fit' | 'own-is-old' | 'others-is-old';

/** `others` is unset for a client that keeps no link into a new epoch. */
export function compareEpochs(own: string, others: string | undefined, present: string): LinkEpochs {
  if (others === undefined || others === own) return 'fit';
  return own === present ? 'others-is-old' : 'own-is-old';
}
