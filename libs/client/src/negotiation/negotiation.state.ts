import type { LocalCandidate, LocalCandidates } from './local-candidates.ts';
import type { NegotiationFailure } from './negotiation-failure.ts';
import type { NegotiatedDescription, NegotiationMessage } from './negotiation-message.ts';
import type { RemoteCandidate, RemoteCandidates } from './remote-candidates.ts';

/** An offer of the other side that waits until what is under way is done. */
export interface RemoteOffer {
  readonly id: string;
  readonly description: NegotiatedDescription;
}

/**
 * Where a negotiation stands. `id` is the negotiation's; `run` numbers the one
 * piece of work in flight, so that the end of abandoned work is told from the
 * end of this.
 * - `stable`: both sides agree, or have not begun.
 * - `making-offer`: the browser makes and sets an offer. It is not sent yet.
 * - `have-local-offer`: the offer is sent, and awaits its answer.
 * - `applying-answer`: the browser sets the answer of the other side.
 * - `applying-remote-offer`: the browser sets the offer of the other side, and
 *   rolls back our own if there is one.
 * - `making-answer`: the browser makes and sets the answer. It is not sent yet.
 * - `failed`: something was refused; nothing more is done.
 * - `closed`: nothing more is wanted.
 *
 * `next` is an offer that came meanwhile. It collides with nothing: the other
 * side had already done its part of the exchange that is under way here. (While
 * our own offer is out, that is so when its answer was lost and is said again.)
 */
export type NegotiationPhase =
  | { readonly name: 'stable' }
  | { readonly name: 'making-offer'; readonly id: string; readonly run: number }
  | { readonly name: 'have-local-offer'; readonly id: string; readonly next: RemoteOffer | null }
  | {
      readonly name: 'applying-answer' | 'applying-remote-offer';
      readonly id: string;
      readonly run: number;
      readonly description: NegotiatedDescription;
      readonly next: RemoteOffer | null;
    }
  | { readonly name: 'making-answer'; readonly id: string; readonly run: number; readonly next: RemoteOffer | null }
  | { readonly name: 'failed'; readonly failure: NegotiationFailure }
  | { readonly name: 'closed' };

/** One side of a negotiation. */
export interface NegotiationState {
  /** Who gives way when both offer at once: the polite side takes its own offer back, the impolite one ignores the other's. */
  readonly polite: boolean;
  /** What the ids of this side's offers begin with; the two sides' must differ. */
  readonly idPrefix: string;
  readonly phase: NegotiationPhase;
  /** How many offers this side has begun. */
  readonly offers: number;
  /** The number of the last piece of work. */
  readonly runs: number;
  /** The browser asked for a negotiation while one was under way. */
  readonly needed: boolean;
  /** The last negotiation of which this side has both descriptions set; null before the first. */
  readonly agreedId: string | null;
  /** That agreement was an answer of this side, and nothing has shown yet that it came. */
  readonly answerUnproven: boolean;
  readonly local: LocalCandidates;
  readonly remote: RemoteCandidates;
}

/** What may have been lost with the signaling, as the browser has it now. */
export interface Unanswered {
  /** The offer of this side that is set and awaits its answer, with the candidates found so far. */
  readonly offer: NegotiatedDescription | null;
  /** The last answer of this side, with the candidates found so far. */
  readonly answer: NegotiatedDescription | null;
  /** Whether the two are connected, and so need no more candidates. */
  readonly isConnected: boolean;
}

/**
 * What happens to a negotiation. Descriptions and candidates of the other side
 * come in the order it sent them. When some of either side's are lost, both get
 * a `say-again`: before anything that the other side sends after its own.
 */
export type NegotiationEvent =
  /** The browser's `negotiationneeded`. */
  | { readonly type: 'negotiation-needed' }
  /** The offer or the answer of this run is made and set. */
  | { readonly type: 'local-description-set'; readonly run: number; readonly description: NegotiatedDescription }
  /** The description of this run is set. */
  | { readonly type: 'remote-description-set'; readonly run: number }
  /** The work of this run was refused. */
  | { readonly type: 'refused'; readonly run: number; readonly message: string }
  /** The browser refused a candidate of this negotiation. */
  | { readonly type: 'candidate-refused'; readonly id: string; readonly message: string }
  | ({ readonly type: 'local-candidate' } & LocalCandidate)
  | {
      readonly type: 'remote-description';
      readonly id: string;
      readonly description: NegotiatedDescription;
    }
  | ({ readonly type: 'remote-candidate' } & RemoteCandidate)
  | ({ readonly type: 'say-again' } & Unanswered)
  | { readonly type: 'close' };

/**
 * What is to be done. Work on the peer connection (all but `send`,
 * `restart-ice` and `report`) is done one after the other in this order, so that a candidate
 * meets the description it was added for.
 */
export type NegotiationEffect =
  | { readonly type: 'create-and-set-local-offer'; readonly run: number }
  /** `media`: what the sections of the offer that is answered carry. */
  | {
      readonly type: 'create-and-set-local-answer';
      readonly run: number;
      readonly media: NegotiatedDescription['media'];
    }
  /** Rolls back an offer of ours, as setRemoteDescription does by itself (W3C webrtc-pc, 4.4.1.5). */
  | { readonly type: 'set-remote-description'; readonly run: number; readonly description: NegotiatedDescription }
  | ({ readonly type: 'add-candidate' } & RemoteCandidate)
  | { readonly type: 'send'; readonly message: NegotiationMessage }
  /** Has the browser ask for a negotiation that replaces the ICE credentials of both sides. */
  | { readonly type: 'restart-ice' }
  | { readonly type: 'report'; readonly failure: NegotiationFailure };

/** A new state, and what is to be done for it. */
export interface NegotiationStep {
  readonly state: NegotiationState;
  readonly effects: readonly NegotiationEffect[];
}
