import type { SourceKind } from '../call/snapshot.ts';
import type { SourceFailureReason } from '../source/source-failure.ts';
import type { PreflightStep, TurnStep } from './preflight-step.ts';

/** A device that works. */
export interface DeviceFigures {
  /** Its name, as the browser tells it; may be empty. */
  readonly label: string;
  /** The size of the picture, in pixels; null for a microphone, and where the browser does not tell. */
  readonly picture: { readonly width: number; readonly height: number } | null;
}

/** What is odd with a device that works: the system, or a switch on it, makes it silent or black. */
export type DeviceWarning = 'muted';

/** Why there is no device. */
export type DeviceFault =
  | Exclude<SourceFailureReason, 'unplugged'>
  /** The page's Permissions Policy, or that of a page around it, forbids it. */
  | 'forbidden'
  /** The page is no secure context, and browsers give devices to those only. */
  | 'insecure-context'
  /** The browser's question was not answered in time. */
  | 'unanswered';

/** A call server that answers. */
export interface SignalingFigures {
  /** How long a request and its answer take, in milliseconds: the median of some. */
  readonly roundTripMs: number;
  /** The protocol, as an ALPN id such as `h2`; empty where the browser does not tell. */
  readonly protocol: string;
}

/** What is odd with a call server that answers: that takes long. */
export type SignalingWarning = 'slow';

/** Why there is no signaling. */
export type SignalingFault =
  /** Nothing answers at the server's address, or what answers is no call server. */
  | 'server-unreachable'
  /** The server does not admit pages of this page's origin. */
  | 'origin-refused'
  /** The server answers, and calls to it do not get through. */
  | 'requests-blocked'
  /** The server is about to stop, or carries as much as it can. */
  | 'server-unavailable'
  /** Anything else. */
  | 'unknown';

/** A STUN server that answers. */
export interface StunFigures {
  /** How long that took, with the look-up of its name, in milliseconds. */
  readonly answeredAfterMs: number;
  /** Whether a router translates this device's addresses: a server-reflexive candidate was found (RFC 8445, 5.1.1). */
  readonly translated: boolean;
}

/** A TURN server that relays. All that is sent goes to the relay and back, over this device's own network both times. */
export interface TurnFigures {
  /** How long it took from asking until data could be sent, in milliseconds. */
  readonly connectedAfterMs: number;
  /** To the relay and back, in milliseconds: the median. */
  readonly roundTripMs: number;
  /** Which part of the messages did not come back, from 0 to 1. Over TCP and TLS the way to the relay loses none. */
  readonly lossRatio: number;
  /** How much the relay carried. Measured for a moment, with little: there may be more. */
  readonly bitsPerSecond: number;
}

/** What is odd with a relay that works; of several the first. */
export type TurnWarning =
  /** Much is lost. */
  | 'lossy'
  /** It carries too little for a video. */
  | 'narrow'
  /** It is so far away that people fall into each other's words. */
  | 'distant';

/** Why a STUN server is of no use. */
export type StunFault =
  /** Nothing came back. */
  | 'no-answer'
  /** It answered with an error. */
  | 'refused'
  /** The browser does not take its URL, or cannot ask it at all. */
  | 'unusable';

/** Why a TURN server is of no use. */
export type TurnFault =
  | StunFault
  /** It does not take the credentials (STUN error 401). */
  | 'credentials-refused'
  /** It has no relay left, or none for these credentials (STUN errors 486 and 508). */
  | 'exhausted'
  /** It gave a relay, through which nothing gets. */
  | 'relay-blocked';

/** Why a step was not taken. */
export type SkipReason =
  /** It was not asked for. */
  | 'not-chosen'
  /** The call server did not say which servers there are. */
  | 'no-signaling'
  /** The call server wants nothing but relays to be used. */
  | 'relay-only'
  /** The browser has no WebRTC. */
  | 'unsupported-browser'
  /** The preflight was stopped before it was done. */
  | 'stopped';

interface Outcomes extends DeviceOutcomes, TurnOutcomes {
  readonly signaling: Outcome<SignalingFigures, SignalingWarning, SignalingFault>;
  readonly stun: Outcome<StunFigures, never, StunFault>;
}
type DeviceOutcomes = Readonly<Record<SourceKind, Outcome<DeviceFigures, DeviceWarning, DeviceFault>>>;
type TurnOutcomes = Readonly<Record<TurnStep, Outcome<TurnFigures, TurnWarning, TurnFault>>>;

interface Outcome<Figures, Warning, Fault> {
  readonly figures: Figures;
  readonly warning: Warning;
  readonly fault: Fault;
}

/** How a step stands that was taken to its end. */
export type StepOutcome<S extends PreflightStep> =
  /** It works. */
  | { readonly name: 'passed'; readonly figures: Outcomes[S]['figures'] }
  /** It works, though not well. */
  | { readonly name: 'warned'; readonly reason: Outcomes[S]['warning']; readonly figures: Outcomes[S]['figures'] }
  /** It does not work. `detail`: what a browser or a server said of it, for whoever runs the server; null where it said nothing. */
  | { readonly name: 'failed'; readonly reason: Outcomes[S]['fault']; readonly detail: string | null };

/** How a step stands. */
export type StepResult<S extends PreflightStep> =
  | StepOutcome<S>
  /** It was not begun yet. */
  | { readonly name: 'waiting' }
  /** It is under way. */
  | { readonly name: 'running' }
  /** The server hands out no server of this kind, so there is nothing to look at. */
  | { readonly name: 'not-configured' }
  | { readonly name: 'skipped'; readonly because: SkipReason };

/** How all steps stand. */
export type StepResults = { readonly [S in PreflightStep]: StepResult<S> };

/** Whether nothing more will come of a step. */
export function isOver({ name }: { readonly name: StepResult<PreflightStep>['name'] }): boolean {
  return name !== 'waiting' && name !== 'running';
}
