import type { Participant, Signal } from '@rtc-call/contract';
import type { LinkOptions, LinkRole } from '../link/link.ts';
import type { LinkLife } from '../link/link-life.ts';
import type { Clock } from '../ports/clock.ts';
import type { PeerConnections } from '../ports/peer-connections.ts';
import type { Random } from '../ports/random.ts';
import type { recoveryTransition } from '../recovery/recovery.machine.ts';
import type { CallReport } from './call-report.ts';
import type { SourceKind } from './snapshot.ts';

/** The tracks that every link sends; null is silence or no picture. */
export type OutgoingTracks = Readonly<Record<SourceKind, MediaStreamTrack | null>>;

/** Which life of a participant a link leads to, and who offers it. */
export interface LinkEnd {
  readonly participant: Participant;
  readonly role: LinkRole;
  /** The epoch of the room in which the first link is made. Those that replace it keep it. */
  readonly epoch: string;
  /** Whether the participant may have kept a link from an earlier epoch. */
  readonly mayHaveKept: boolean;
}

export interface PairOptions {
  readonly peerConnections: PeerConnections;
  readonly clock: Clock;
  readonly random: Random;
  /** One for all links: microphone and camera are to be played in sync. */
  readonly stream: MediaStream;
  /** The tracks at the time a link is made. */
  tracks(): OutgoingTracks;
  /** The ICE servers at the time a link is made. */
  configuration(): RTCConfiguration;
  /** Hands a signal for this life of a participant to the signaling. */
  send(to: Participant, signal: Signal): void;
  /** The leading link is in another state, or another one, or receives another track. */
  changed(): void;
  /** The path of a link that worked is dead: the network may be gone. */
  stalled(): void;
  /** No path was found: the ICE servers may be of no use any more. What is learned comes by `configure`. */
  unconnected?(): void;
  report(report: CallReport): void;
  /** Told of each link as it is made, leads and is closed. */
  onLink?(life: LinkLife): void;
  /** See LinkOptions. */
  readonly transition?: LinkOptions['transition'];
  /** What decides when a link is replaced. Default: its machine. */
  readonly recovery?: typeof recoveryTransition;
}
