/** What the browser refused to do, or what the other side did that cannot be. */
export type NegotiationFailureReason =
  /** The browser could make no offer. */
  | 'offer-not-made'
  /** The browser could make no answer to the other side's offer. */
  | 'answer-not-made'
  /** The browser refused the other side's offer. */
  | 'remote-offer-refused'
  /** The browser refused the other side's answer. */
  | 'remote-answer-refused'
  /** More candidates came for descriptions that did not come than are held. */
  | 'too-many-held-candidates'
  /** The browser refused one candidate. The only reason that does not end the negotiation. */
  | 'candidate-refused';

/** A value to look at; it is never thrown. */
export interface NegotiationFailure {
  readonly reason: NegotiationFailureReason;
  /** Which negotiation it happened in. */
  readonly negotiationId: string;
  /** What the browser said. */
  readonly message: string;
}
