import type { MediaSection } from '@rtc-call/contract';

/** A session description, as the browser made it, with what its media sections carry. */
export interface NegotiatedDescription {
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
  /** Complete in an offer, empty in an answer. */
  readonly media: readonly MediaSection[];
  /** In an offer, the id of the negotiation that its sender had agreed to last; absent before the first. */
  readonly after?: string;
}

/** A candidate, or null: there are no more of these credentials. */
export type TrickledCandidate = RTCIceCandidateInit | null;

/** What two negotiations say to each other. `id` is the negotiation's. */
export type NegotiationMessage =
  | { readonly type: 'description'; readonly id: string; readonly description: NegotiatedDescription }
  | { readonly type: 'candidate'; readonly id: string; readonly candidate: TrickledCandidate };
