import type { LeaveReason, Participant, Profile, Signal } from '@rtc-call/contract';

/** What has happened in a room: one entry of its log. */
export type RoomEvent =
  /** Somebody came. */
  | { readonly kind: 'joined'; readonly participant: Participant }
  /** Somebody's profile is now another. */
  | { readonly kind: 'updated'; readonly participantId: string; readonly profile: Profile }
  /** Somebody is gone. */
  | { readonly kind: 'left'; readonly participantId: string; readonly reason: LeaveReason }
  /** One participant told another something. The room does not look into it. */
  | { readonly kind: 'signal'; readonly from: string; readonly to: string; readonly signal: Signal };
