import type { Signal } from '@rtc-call/contract';

/**
 * Which of the links between two participants one is. A link is replaced by one
 * of a higher generation, which is negotiated beside it.
 */
export interface LinkIdentity {
  /** `main`: a pair of participants has one link. */
  readonly link: string;
  /** From 1. */
  readonly generation: number;
  /** The epoch of the room in which this end was made. */
  readonly epoch: string;
}

/** The name of the one link of a pair. */
export const MAIN_LINK = 'main';

/** Whether a signal is for this link. One for another generation is not: its link is gone, or not yet there. */
export function isFor(signal: Signal, { link, generation }: Omit<LinkIdentity, 'epoch'>): boolean {
  return signal.link === link && signal.generation === generation;
}
