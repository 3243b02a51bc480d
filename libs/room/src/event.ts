import type { LeaveReason, Participant, Signal } from '@rtc-call/contract';
import type { Attachment } from './room.ts';

/** What has happened in a room: one entry of its log. */
export type RoomEvent =
  /** Somebody came. */
  | { readonly kind: 'joined'; readonly participant: Participant }
  /** Somebody's profile is now another. */
  | { readonly kind: 'updated'; readonly participant: Participant }
  /** Somebody's page went away: closed, or about to be reloaded. */
  | { readonly kind: 'away'; readonly participantId: string; readonly attempt: number }
  /** Somebody is back: as the same incarnation, which may have missed something, or as another one. */
  | { readonly kind: 'returned'; readonly participant: Participant }
  /** Somebody is gone. With `keepsPlace` nobody else gets the place for now. */
  | {
      readonly kind: 'left';
      readonly participantId: string;
      readonly reason: LeaveReason;
      readonly keepsPlace: boolean;
    }
  /** The place of one who left is free. */
  | { readonly kind: 'released'; readonly participantId: string }
  /** A stream now serves a participant in this session, and every earlier one ends. */
  | ({ readonly kind: 'attached'; readonly participantId: string } & Attachment)
  /** Who was here in an earlier epoch and is not by now is gone. */
  | { readonly kind: 'settled' }
  /** One participant told another something. The room does not look into it. */
  | {
      readonly kind: 'signal';
      readonly from: string;
      readonly to: string;
      /** Which incarnation of the receiver it is for; empty for whichever. */
      readonly toIncarnation: string;
      readonly signal: Signal;
    };
