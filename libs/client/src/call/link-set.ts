import type { Participant, Signal } from '@rtc-call/contract';
import { Link, type LinkOptions, type LinkRole } from '../link/link.ts';
import type { Clock } from '../ports/clock.ts';
import type { PeerConnections } from '../ports/peer-connections.ts';
import type { CallReport } from './call-report.ts';
import type { LinkStatus, SourceKind } from './snapshot.ts';

/** The tracks that every link sends; null is silence or no picture. */
export type OutgoingTracks = Readonly<Record<SourceKind, MediaStreamTrack | null>>;

/** Which life of a participant a link leads to, and who offers it. */
export interface LinkEnd {
  readonly participant: Participant;
  readonly role: LinkRole;
}

export interface LinkSetOptions {
  readonly peerConnections: PeerConnections;
  readonly clock: Clock;
  /** The tracks at the time a link is made. */
  tracks(): OutgoingTracks;
  /** The ICE servers at the time a link is made. */
  configuration(): RTCConfiguration;
  /** Hands a signal for this life of a participant to the signaling. */
  send(to: Participant, signal: Signal): void;
  /** A link is in another state, or receives another track. */
  changed(): void;
  /** A link that was connected no longer is, and nobody has closed it. */
  stalled(): void;
  report(report: CallReport): void;
  /** See LinkOptions. */
  readonly transition?: LinkOptions['transition'];
}

/** One link to each other participant, by participant id. */
export class LinkSet {
  readonly #options: LinkSetOptions;
  readonly #links = new Map<string, Link>();
  /** One for all links: microphone and camera are to be played in sync. */
  readonly #stream: MediaStream;

  constructor(options: LinkSetOptions) {
    this.#options = options;
    this.#stream = options.peerConnections.createStream();
  }

  /** Makes the link to a participant, in place of the one there was. Who arrived later offers, and is the polite one. */
  open({ participant, role }: LinkEnd): void {
    const { peerConnections, clock, configuration, tracks, send, report, transition } = this.#options;
    const { id: participantId } = participant;
    this.close(participantId);
    const link = new Link({
      peerConnections,
      clock,
      configuration: configuration(),
      role,
      polite: role === 'offerer',
      generation: FIRST_GENERATION,
      tracks: tracks(),
      stream: this.#stream,
      send: (signal) => send(participant, signal),
      report: (failure) => report({ type: 'negotiation', participantId, failure }),
      ...(transition && { transition }),
    });
    this.#links.set(participantId, link);
    this.#watch(link);
  }

  /** What comes from somebody without a link is from somebody who has just left. */
  receive(from: string, signal: Signal): void {
    this.#links.get(from)?.receive(signal);
  }

  /** What was said last over this link may be lost. */
  sayAgain(participantId: string): void {
    this.#links.get(participantId)?.sayAgain();
  }

  get(participantId: string): Link | undefined {
    return this.#links.get(participantId);
  }

  /** What receives each participant's microphone, for measuring levels. */
  *audioReceivers(): Iterable<readonly [participantId: string, receiver: RTCRtpReceiver]> {
    for (const [participantId, { audioTrack, peerConnection }] of this.#links) {
      const receiver = peerConnection.getReceivers().find(({ track }) => track === audioTrack);
      if (receiver !== undefined) yield [participantId, receiver];
    }
  }

  /** Sends this track over every link from now on. A link that cannot is reported, and keeps the track it had. */
  setTrack(kind: SourceKind, track: MediaStreamTrack | null): void {
    for (const [participantId, link] of this.#links) {
      link.setTrack(kind, track).catch((error: unknown) => {
        const isOver = this.#links.get(participantId) !== link;
        if (!isOver) this.#options.report({ type: 'track-refused', participantId, kind, error });
      });
    }
  }

  close(participantId: string): void {
    this.#links.get(participantId)?.close();
    this.#links.delete(participantId);
  }

  closeAll(): void {
    for (const participantId of [...this.#links.keys()]) this.close(participantId);
  }

  #watch(link: Link): void {
    let before: LinkStatus = link.status;
    link.subscribe(() => {
      const isStalled = before === 'connected' && link.status !== 'connected' && !link.isClosedByOther;
      before = link.status;
      if (isStalled) this.#options.stalled();
      this.#options.changed();
    });
  }
}

const FIRST_GENERATION = 1;
