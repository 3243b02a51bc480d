import { type MediaSection, MediaSource } from '@rtc-call/contract';
import type { SourceKind } from '../call/snapshot.ts';
import type { MediaSections } from '../negotiation/negotiation.driver.ts';

/** The tracks to send; null is silence, or no picture. */
export type LinkTracks = Readonly<Record<SourceKind, MediaStreamTrack | null>>;

interface SourceTrait {
  readonly kind: SourceKind;
  readonly section: MediaSource;
  readonly media: 'audio' | 'video';
}

const TRAITS: readonly SourceTrait[] = [
  { kind: 'microphone', section: MediaSource.MICROPHONE, media: 'audio' },
  { kind: 'camera', section: MediaSource.CAMERA, media: 'video' },
];

/**
 * The transceivers of a link, by what they carry. There is one for each source
 * from the start, in both directions and also without a track, so that turning
 * a source on and off is never negotiated.
 */
export class LinkMedia implements MediaSections {
  readonly #peerConnection: RTCPeerConnection;
  /** Whose tracks belong together, and so are played in sync (RFC 8830). */
  readonly #stream: MediaStream | null;
  readonly #tracks: Record<SourceKind, MediaStreamTrack | null>;
  readonly #transceivers = new Map<SourceKind, RTCRtpTransceiver>();

  constructor(peerConnection: RTCPeerConnection, tracks: LinkTracks, stream: MediaStream | null) {
    this.#peerConnection = peerConnection;
    this.#tracks = { ...tracks };
    this.#stream = stream;
  }

  /** Makes the transceivers. For the side that opens the first offer, and only for that one. */
  add(): void {
    for (const { kind, media } of TRAITS) {
      const transceiver = this.#peerConnection.addTransceiver(this.#tracks[kind] ?? media, {
        direction: 'sendrecv',
        streams: this.#stream === null ? [] : [this.#stream],
      });
      this.#transceivers.set(kind, transceiver);
    }
  }

  describe(): MediaSection[] {
    return TRAITS.flatMap(({ kind, section }) => {
      const mid = this.#transceivers.get(kind)?.mid;
      return mid == null ? [] : [{ mid, source: section }];
    });
  }

  async prepareAnswer(media: readonly MediaSection[]): Promise<void> {
    await Promise.all(TRAITS.map((trait) => this.#adopt(trait, media)));
  }

  /** Sends this track from now on, without a negotiation. */
  async setTrack(kind: SourceKind, track: MediaStreamTrack | null): Promise<void> {
    this.#tracks[kind] = track;
    await this.#transceivers.get(kind)?.sender.replaceTrack(track);
  }

  /** The track that is received for a source; null until there is a transceiver for it. */
  received(kind: SourceKind): MediaStreamTrack | null {
    return this.#transceivers.get(kind)?.receiver.track ?? null;
  }

  /** Takes the transceiver that the other side's offer has made for a source, once. */
  async #adopt({ kind, section, media }: SourceTrait, sections: readonly MediaSection[]): Promise<void> {
    if (this.#transceivers.has(kind)) return;
    const mid = sections.find(({ source }) => source === section)?.mid;
    const offered = mid === undefined ? [] : this.#peerConnection.getTransceivers();
    const transceiver = offered.find((each) => each.mid === mid);
    if (transceiver?.receiver.track.kind !== media) return;
    this.#transceivers.set(kind, transceiver);
    transceiver.direction = 'sendrecv';
    if (this.#stream !== null) transceiver.sender.setStreams(this.#stream);
    await transceiver.sender.replaceTrack(this.#tracks[kind]);
  }
}
