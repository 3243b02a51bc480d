import type { Signal } from '@rtc-call/contract';
import type { Link } from '../link/link.ts';
import type { LinkOfParticipant } from '../link/link-life.ts';
import { compareEpochs } from './link-epochs.ts';
import { Pair } from './pair.ts';
import type { LinkEnd, PairOptions } from './pair-options.ts';
import type { SourceKind } from './snapshot.ts';

export interface LinkSetOptions extends Omit<PairOptions, 'stream'> {
  /** The present epoch of the room. */
  epoch(): string;
  /** The link to a participant is of no more use, and is to be opened anew. */
  renew(participantId: string): void;
}

/** What there is between this participant and each other one, by participant id. */
export class LinkSet {
  readonly #options: LinkSetOptions;
  readonly #pairs = new Map<string, Pair>();
  readonly #stream: MediaStream;
  #isClosed = false;

  constructor(options: LinkSetOptions) {
    this.#options = options;
    this.#stream = options.peerConnections.createStream();
  }

  /** Makes the link to a participant, in place of what there was. Who arrived later offers, and is the polite one. */
  open(end: LinkEnd): void {
    const { id } = end.participant;
    this.close(id);
    if (this.#isClosed) return;
    const pair = new Pair(end, { ...this.#options, stream: this.#stream });
    this.#pairs.set(id, pair);
    pair.open();
  }

  /**
   * What comes from somebody without a link is from somebody who has just left.
   * What a signal throws is reported: nobody else is concerned.
   */
  receive(from: string, signal: Signal): void {
    try {
      this.#receive(from, signal);
    } catch (error) {
      this.#options.report({ type: 'fault', participantId: from, error });
    }
  }

  #receive(from: string, signal: Signal): void {
    const pair = this.#pairs.get(from);
    if (pair === undefined) return;
    switch (compareEpochs(pair.end.epoch, signal.epoch, this.#options.epoch())) {
      case 'fit':
        return pair.receive(signal);
      case 'others-is-old':
        return pair.greet();
      case 'own-is-old':
        this.#options.renew(from);
        if (signal.epoch === this.#options.epoch()) this.#pairs.get(from)?.receive(signal);
    }
  }

  /** What was said last to this participant, or by it, may be lost. */
  sayAgain(participantId: string): void {
    this.#pairs.get(participantId)?.sayAgain();
  }

  /** The link whose tracks are shown. */
  get(participantId: string): Link | undefined {
    return this.#pairs.get(participantId)?.leading ?? undefined;
  }

  /** The link to each participant whose tracks are shown. */
  *leading(): Iterable<LinkOfParticipant> {
    for (const [participantId, { leading }] of this.#pairs) {
      if (leading === null) continue;
      const { identity, peerConnection } = leading;
      yield { participantId, generation: identity.generation, peerConnection };
    }
  }

  /** What receives each participant's microphone, for measuring levels. */
  *audioReceivers(): Iterable<readonly [participantId: string, receiver: RTCRtpReceiver]> {
    for (const [participantId, { leading }] of this.#pairs) {
      if (leading === null) continue;
      const { audioTrack, peerConnection } = leading;
      const receiver = peerConnection.getReceivers().find(({ track }) => track === audioTrack);
      if (receiver !== undefined) yield [participantId, receiver];
    }
  }

  /** Sends this track over every link from now on. A link that cannot is reported, and keeps the track it had. */
  setTrack(kind: SourceKind, track: MediaStreamTrack | null): void {
    for (const pair of this.#pairs.values()) pair.setTrack(kind, track);
  }

  /** Gives all links new ICE servers, for the next time that they look for a path. */
  configure(configuration: RTCConfiguration): void {
    for (const pair of this.#pairs.values()) pair.configure(configuration);
  }

  /** What did not work a moment ago may work now. */
  nudge(): void {
    for (const pair of this.#pairs.values()) pair.nudge();
  }

  close(participantId: string): void {
    const pair = this.#pairs.get(participantId);
    this.#pairs.delete(participantId);
    pair?.close();
  }

  /** Closes all, for good. */
  closeAll(): void {
    this.#isClosed = true;
    for (const participantId of [...this.#pairs.keys()]) this.close(participantId);
  }
}
