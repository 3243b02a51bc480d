import type { Participant, Signal } from '@rtc-call/contract';
import { Link, type LinkOptions, type LinkRole } from '../link/link.ts';
import type { LinkLife, LinkOfParticipant } from '../link/link-life.ts';
import { greeting } from '../link/link-signal.ts';
import type { Clock } from '../ports/clock.ts';
import type { PeerConnections } from '../ports/peer-connections.ts';
import type { CallReport } from './call-report.ts';
import { compareEpochs } from './link-epochs.ts';
import type { LinkStatus, SourceKind } from './snapshot.ts';

/** The tracks that every link sends; null is silence or no picture. */
export type OutgoingTracks = Readonly<Record<SourceKind, MediaStreamTrack | null>>;

/** Which life of a participant a link leads to, and who offers it. */
export interface LinkEnd {
  readonly participant: Participant;
  readonly role: LinkRole;
  /** The present epoch of the room. */
  readonly epoch: string;
  /** Whether the participant may have kept a link from an earlier epoch. */
  readonly mayHaveKept: boolean;
}

/** A link, and what it was made for. */
interface HeldLink {
  readonly link: Link;
  readonly end: LinkEnd;
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
  /** The present epoch of the room. */
  epoch(): string;
  /** The link to a participant is of no more use, and is to be opened anew. */
  renew(participantId: string): void;
  /** A link is in another state, or receives another track. */
  changed(): void;
  /** A link that was connected no longer is, and nobody has closed it. */
  stalled(): void;
  report(report: CallReport): void;
  /** Told of each link as it is made, leads and is closed. */
  onLink?(life: LinkLife): void;
  /** See LinkOptions. */
  readonly transition?: LinkOptions['transition'];
}

/** One link to each other participant, by participant id. */
export class LinkSet {
  readonly #options: LinkSetOptions;
  readonly #links = new Map<string, HeldLink>();
  /** One for all links: microphone and camera are to be played in sync. */
  readonly #stream: MediaStream;

  constructor(options: LinkSetOptions) {
    this.#options = options;
    this.#stream = options.peerConnections.createStream();
  }

  /** Makes the link to a participant, in place of the one there was. Who arrived later offers, and is the polite one. */
  open(end: LinkEnd): void {
    const { participant, role, epoch } = end;
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
      epoch,
      tracks: tracks(),
      stream: this.#stream,
      send: (signal) => send(participant, signal),
      report: (failure) => report({ type: 'negotiation', participantId, failure }),
      ...(transition && { transition }),
    });
    const held: HeldLink = { link, end };
    this.#links.set(participantId, held);
    this.#tell(held, 'made');
    this.#tell(held, 'leads');
    this.#watch(link);
    if (end.mayHaveKept) this.#greet(held);
  }

  /** What comes from somebody without a link is from somebody who has just left. */
  receive(from: string, signal: Signal): void {
    const held = this.#links.get(from);
    if (held === undefined) return;
    switch (compareEpochs(held.end.epoch, signal.epoch, this.#options.epoch())) {
      case 'fit':
        return held.link.receive(signal);
      case 'others-is-old':
        return this.#greet(held);
      case 'own-is-old':
        this.#options.renew(from);
        if (signal.epoch === this.#options.epoch()) this.get(from)?.receive(signal);
    }
  }

  /** What was said last over this link may be lost. */
  sayAgain(participantId: string): void {
    const held = this.#links.get(participantId);
    if (held === undefined) return;
    held.link.sayAgain();
    if (!held.link.isAgreed) this.#greet(held);
  }

  get(participantId: string): Link | undefined {
    return this.#links.get(participantId)?.link;
  }

  /** What receives each participant's microphone, for measuring levels. */
  *audioReceivers(): Iterable<readonly [participantId: string, receiver: RTCRtpReceiver]> {
    for (const [participantId, { link }] of this.#links) {
      const { audioTrack, peerConnection } = link;
      const receiver = peerConnection.getReceivers().find(({ track }) => track === audioTrack);
      if (receiver !== undefined) yield [participantId, receiver];
    }
  }

  /** The link to each participant whose tracks are shown. */
  *leading(): Iterable<LinkOfParticipant> {
    for (const [participantId, { link }] of this.#links) {
      const { generation } = link.identity;
      yield { participantId, generation, peerConnection: link.peerConnection };
    }
  }

  /** Gives all links new ICE servers, for the next time that they look for a path. */
  configure(configuration: RTCConfiguration): void {
    for (const { link } of this.#links.values()) link.configure(configuration);
  }

  /** Sends this track over every link from now on. A link that cannot is reported, and keeps the track it had. */
  setTrack(kind: SourceKind, track: MediaStreamTrack | null): void {
    for (const [participantId, { link }] of this.#links) {
      link.setTrack(kind, track).catch((error: unknown) => {
        const isOver = this.get(participantId) !== link;
        if (!isOver) this.#options.report({ type: 'track-refused', participantId, kind, error });
      });
    }
  }

  close(participantId: string): void {
    const held = this.#links.get(participantId);
    if (held === undefined) return;
    held.link.close();
    this.#links.delete(participantId);
    this.#tell(held, 'closed');
  }

  closeAll(): void {
    for (const participantId of [...this.#links.keys()]) this.close(participantId);
  }

  /** Says that this end is here, and from which epoch, to who cannot see it by an offer. */
  #greet({ link, end }: HeldLink): void {
    if (end.role === 'answerer') this.#options.send(end.participant, greeting(link.identity));
  }

  #tell({ link, end }: HeldLink, moment: LinkLife['moment']): void {
    const { peerConnection, identity } = link;
    this.#options.onLink?.({
      participantId: end.participant.id,
      generation: identity.generation,
      peerConnection,
      moment,
    });
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
