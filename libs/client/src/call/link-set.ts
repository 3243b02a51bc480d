import type { Signal } from '@rtc-call/contract';
import { Link, type LinkRole } from '../link/link.ts';
import type { Clock } from '../ports/clock.ts';
import type { PeerConnections } from '../ports/peer-connections.ts';
import type { SourceKind } from './snapshot.ts';

/** The tracks that every link sends; null is silence or no picture. */
export type OutgoingTracks = Readonly<Record<SourceKind, MediaStreamTrack | null>>;

export interface LinkSetOptions {
  readonly peerConnections: PeerConnections;
  readonly clock: Clock;
  readonly configuration: RTCConfiguration;
  /** The tracks at the time a link is made. */
  tracks(): OutgoingTracks;
  /** Hands a signal to the signaling. */
  send(to: string, signal: Signal): void;
  /** A link is in another state, or receives another track. */
  changed(): void;
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

  /** Opens the link to a participant. Who came later offers, and is the polite one. */
  open(participantId: string, role: LinkRole): void {
    const { peerConnections, clock, configuration, tracks, send, changed } = this.#options;
    const link = new Link({
      peerConnections,
      clock,
      configuration,
      role,
      polite: role === 'offerer',
      generation: FIRST_GENERATION,
      tracks: tracks(),
      stream: this.#stream,
      send: (signal) => send(participantId, signal),
    });
    this.#links.set(participantId, link);
    link.subscribe(changed);
  }

  /** What comes from somebody without a link is from somebody who has just left. */
  receive(from: string, signal: Signal): void {
    this.#links.get(from)?.receive(signal);
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

  setTrack(kind: SourceKind, track: MediaStreamTrack | null): void {
    for (const link of this.#links.values()) void link.setTrack(kind, track);
  }

  close(participantId: string): void {
    this.#links.get(participantId)?.close();
    this.#links.delete(participantId);
  }

  closeAll(): void {
    for (const participantId of [...this.#links.keys()]) this.close(participantId);
  }
}

const FIRST_GENERATION = 1;
