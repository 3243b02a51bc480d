import type { CallErrorCode } from '../errors/call-error.ts';
import type { CallPhase, LinkStatus, ServerConnection, SourceKind, SourceState } from '../call/snapshot.ts';
import type { NegotiationFailureReason } from '../negotiation/negotiation-failure.ts';
import type { SourceFailureReason } from '../source/source-failure.ts';
import type { LinkStatistics, PathEnd } from '../statistics/link-statistics.ts';

/**
 * One thing that happened in a call: what an inspector draws, and a line of a
 * recording. A closed union. Whoever adds to it, or changes what a member
 * means, raises RECORDING_VERSION.
 */
export type CallEvent = Moment & CallHappening;

interface Moment {
  /** When, in milliseconds since the epoch, by this page's clock. */
  readonly at: number;
}

/** What happened, without the time. */
export type CallHappening =
  | PhaseEvent
  | StreamEvent
  | ParticipantEvent
  | SourceEvent
  | SignalEvent
  | LinkEvent
  | LinkStatusEvent
  | ConnectionEvent
  | CandidateErrorEvent
  | PairEvent
  | FirstMediaEvent
  | StatisticsEvent
  | ReportEvent
  | OmittedEvent;

/** The call is in another phase, or in or out of touch with its server. */
export interface PhaseEvent {
  readonly type: 'phase';
  readonly phase: CallPhase['name'];
  /** Of the phase `joined`; null in the others. */
  readonly connection: ServerConnection | null;
  /** Of the phase `failed`; null in the others. */
  readonly error: { readonly code: CallErrorCode; readonly message: string } | null;
}

/**
 * The stream from the call server.
 * - `opening`: it was asked for; `resuming`, to go on where the last one ended.
 * - `opened`: the server has let the participant in, and told who is there.
 * - `resumed`: it goes on, and nothing was missed.
 * - `refused`: it could not be opened; there may be another try.
 * - `lost`: it has ended, or can be trusted no more.
 */
export interface StreamEvent {
  readonly type: 'stream';
  readonly state: 'opening' | 'opened' | 'resumed' | 'refused' | 'lost';
  readonly resuming: boolean;
  /** Why it was refused or lost; null in the other states, and where there is nothing to say. */
  readonly reason: StreamReason | null;
}

/** Why a stream is no more. */
export interface StreamReason {
  /**
   * - `ended`: the server, or the way to it, ended it or let nothing through.
   * - `silent`: nothing came over it for too long.
   * - `no-answer`: the server did not take what was sent meanwhile.
   * - `media-stalled`: the direct connections stalled, and so the network may be another.
   */
  readonly code: 'ended' | 'silent' | 'no-answer' | 'media-stalled';
  /** What was said of it; null where nothing was. */
  readonly message: string | null;
}

/** The roster is another: somebody came, went away, is back, left, or has another name. */
export interface ParticipantEvent {
  readonly type: 'participant';
  readonly change: 'came' | 'away' | 'back' | 'left' | 'renamed';
  readonly participantId: string;
  /** May be empty. */
  readonly displayName: string;
}

/** A source of this participant is in another state. */
export interface SourceEvent {
  readonly type: 'source';
  readonly kind: SourceKind;
  readonly state: SourceState['name'];
  /** Of the state `failed`; null in the others. */
  readonly reason: SourceFailureReason | null;
}

/** Which link something is about: that to a participant, and of which generation. */
export interface OfLink {
  readonly participantId: string;
  readonly generation: number;
}

/** A signal was handed to the signaling, or has come out of it. */
export interface SignalEvent extends OfLink {
  readonly type: 'signal';
  readonly direction: 'sent' | 'received';
  /** Empty in a greeting. */
  readonly negotiationId: string;
  readonly content: SignalContent;
}

export type SignalContent =
  | { readonly kind: 'offer' | 'answer'; readonly sdp: string }
  | { readonly kind: 'candidate'; readonly candidate: CandidateView }
  | { readonly kind: 'end-of-candidates' }
  /** No payload: the sender's end is here, or asks for this generation of the link. */
  | { readonly kind: 'greeting' };

/** A candidate as it is signaled (RFC 8839, section 5.1). Null is what the line does not tell. */
export interface CandidateView {
  readonly type: PathEnd['type'] | null;
  readonly protocol: PathEnd['protocol'] | null;
  /** IP address, or the mDNS name that stands for one. */
  readonly address: string | null;
  readonly port: number | null;
  /** The line as it was, at most TEXT_CHARACTERS of it. */
  readonly line: string;
}

/** A link was made, leads from now on in place of the one before it, or was closed (LinkLife). */
export interface LinkEvent extends OfLink {
  readonly type: 'link';
  readonly change: 'made' | 'leads' | 'closed';
}

/** How the direct connection to a participant is, as a person is told. */
export interface LinkStatusEvent {
  readonly type: 'link-status';
  readonly participantId: string;
  readonly status: LinkStatus;
}

/** A part of a link's RTCPeerConnection is in another state. `ice` in `checking` means that the checks have begun. */
export type ConnectionEvent = OfLink & { readonly type: 'connection' } & (
    | { readonly part: 'signaling'; readonly state: RTCSignalingState }
    | { readonly part: 'gathering'; readonly state: RTCIceGatheringState }
    | { readonly part: 'ice'; readonly state: RTCIceConnectionState }
    | { readonly part: 'dtls'; readonly state: RTCDtlsTransportState }
    | { readonly part: 'whole'; readonly state: RTCPeerConnectionState }
  );

/** A STUN or TURN server could not be used (RTCPeerConnectionIceErrorEvent). */
export interface CandidateErrorEvent extends OfLink {
  readonly type: 'candidate-error';
  readonly url: string;
  /** Of STUN (RFC 8489, section 14.8), or 701 where the server was not reached. */
  readonly code: number;
  readonly text: string;
}

/** A candidate pair is new, or not as it was. */
export interface PairEvent extends OfLink {
  readonly type: 'pair';
  readonly pair: CandidatePair;
}

/** Two candidates that were or are to be checked (RFC 8445, section 6.1.2). */
export interface CandidatePair {
  /** The browser's; the same for the same pair of a link. */
  readonly id: string;
  readonly local: PathEnd;
  readonly remote: PathEnd;
  readonly state: RTCStatsIceCandidatePairState;
  readonly nominated: boolean;
  /** Whether it carries the link. */
  readonly selected: boolean;
  /** As the last check of it found; null before. */
  readonly roundTripMs: number | null;
}

/** Media came for the first time over a link: `received`, a first packet; `decoded`, something to hear or to see. */
export interface FirstMediaEvent extends OfLink {
  readonly type: 'first-media';
  readonly media: 'audio' | 'video';
  readonly step: 'received' | 'decoded';
}

/** A sample; there are some only while somebody subscribes or records. */
export interface StatisticsEvent {
  readonly type: 'statistics';
  readonly participantId: string;
  readonly statistics: LinkStatistics;
}

/** Something went wrong that does not end the call. */
export interface ReportEvent {
  readonly type: 'report';
  readonly participantId: string;
  readonly code: ReportCode;
  /** What the browser said. */
  readonly message: string;
}

export type ReportCode =
  | NegotiationFailureReason
  /** The browser would not send a track over a link; the one before it is still sent. */
  | `${SourceKind}-refused`
  /** Something threw in the making of a link or in dealing with a signal. */
  | 'fault';

/** Here were more events than are kept. */
export interface OmittedEvent {
  readonly type: 'omitted';
  readonly count: number;
}
