import type { LeaveReason, Participant, Profile, Signal } from '@rtc-call/contract';

/** What somebody wants to happen in a room. */
export type RoomCommand =
  | {
      readonly kind: 'join';
      readonly participant: Participant;
      /** How many participants the room may then have, this one included. */
      readonly capacity: number;
    }
  | { readonly kind: 'updateProfile'; readonly participantId: string; readonly profile: Profile }
  | { readonly kind: 'signal'; readonly from: string; readonly to: string; readonly signal: Signal }
  | { readonly kind: 'leave'; readonly participantId: string; readonly reason: LeaveReason };
