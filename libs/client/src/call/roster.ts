import type { Participant } from '@rtc-call/contract';

/** Who is in the room, as the server tells it. */
export interface Roster {
  /** Which life of the room this is. */
  readonly epoch: string;
  /** This participant. */
  readonly self: Participant;
  /** How many the room admits. */
  readonly capacity: number;
  /** The others, in the order of their seats. */
  readonly others: readonly Participant[];
  /**
   * The ids of those of them who were here in an earlier epoch, and of whom nothing was heard in this one: they may be
   * on their way back. What is sent to them is lost.
   */
  readonly unconfirmed: readonly string[];
  /** Whether those of an earlier epoch have had the time to come back. */
  readonly settled: boolean;
}

/** What is different about one of the others. */
export type RosterChange =
  /** It is here, and there is no link to it. */
  | { readonly type: 'came'; readonly participant: Participant }
  /** It is gone, and so is the link. */
  | { readonly type: 'left'; readonly participantId: string }
  /** It or this participant is another incarnation: the link is dead, and another is to be made. */
  | { readonly type: 'renewed'; readonly participant: Participant }
  /** The link goes on, but what was said over it last may be lost. */
  | { readonly type: 'returned'; readonly participantId: string };

/** A roster, and how it differs from the one before. */
export interface RosterStep {
  readonly roster: Roster;
  readonly changes: readonly RosterChange[];
}

/** In the order of seats. Two who have lost their room to an epoch may have brought the same seat back. */
export function seated(participants: readonly Participant[]): readonly Participant[] {
  return participants.toSorted((one, other) => one.seat - other.seat || one.arrived - other.arrived);
}
