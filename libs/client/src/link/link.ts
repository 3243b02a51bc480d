import type { Signal } from '@rtc-call/contract';
import type { LinkStatus, SourceKind } from '../call/snapshot.ts';
import { NegotiationDriver } from '../negotiation/negotiation.driver.ts';
import type { transition } from '../negotiation/negotiation.machine.ts';
import type { NegotiationFailure } from '../negotiation/negotiation-failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { PeerConnections } from '../ports/peer-connections.ts';
import { ControlChannel } from './control-channel.ts';
import type { LinkFacts } from './link-facts.ts';
import { type LinkHealth, linkHealth } from './link-health.ts';
import { isFor, type LinkIdentity, MAIN_LINK } from './link-identity.ts';
import { LinkMedia, type LinkTracks } from './link-media.ts';
import { fromSignal, toSignal } from './link-signal.ts';
import { linkStatus } from './link-status.ts';
import { SecondLook } from './second-look.ts';

/** The `offerer` opens the first offer and adds all media sections; the `answerer` waits for it. Later both may offer. */
export type LinkRole = 'offerer' | 'answerer';

export interface LinkOptions {
  readonly peerConnections: PeerConnections;
  readonly clock: Clock;
  /** The ICE servers. `bundlePolicy` is always `max-bundle`. */
  readonly configuration: RTCConfiguration;
  readonly role: LinkRole;
  /** Who gives way when both offer at once: one of the two ends, not both. */
  readonly polite: boolean;
  /** 1 for the first link of a pair. */
  readonly generation: number;
  /** See LinkIdentity. */
  readonly epoch: string;
  /** What is sent from the start. */
  readonly tracks: LinkTracks;
  /** Groups what is sent, so that the other end plays it in sync. Any stream, also an empty one; without, there is no grouping. */
  readonly stream?: MediaStream;
  /** Hands a signal to the signaling, which keeps the order. Whoever learns that some were lost calls `sayAgain`. */
  send(signal: Signal): void;
  /** The browser refused something. Unless it was a candidate, the link has failed by it. */
  report?(failure: NegotiationFailure): void;
  /** What decides the negotiation. Default: its machine. */
  readonly transition?: typeof transition;
}

/** What a link shows. */
interface LinkView {
  readonly status: LinkStatus;
  readonly health: LinkHealth;
  readonly isAgreed: boolean;
  readonly audioTrack: MediaStreamTrack | null;
  readonly videoTrack: MediaStreamTrack | null;
}

/**
 * The direct connection to one remote address: one RTCPeerConnection with its
 * negotiation, its transceivers and its control channel. It owns all of them,
 * and no tracks.
 */
export class Link {
  readonly identity: LinkIdentity;
  /** For statistics and levels. Whoever changes it breaks the link. */
  readonly peerConnection: RTCPeerConnection;
  readonly #clock: Clock;
  readonly #negotiation: NegotiationDriver;
  readonly #media: LinkMedia;
  readonly #secondLook: SecondLook | null;
  readonly #listeners = new Set<() => void>();
  readonly #listening = new AbortController();
  #control: ControlChannel | null = null;
  #wasConnected = false;
  /** The ICE servers, as text to compare by. */
  #servers: string | undefined;
  #view: LinkView;

  constructor(options: LinkOptions) {
    const { peerConnections, configuration, role, polite, generation, epoch, tracks, stream, send, report } = options;
    this.identity = { link: MAIN_LINK, generation, epoch };
    this.#clock = options.clock;
    this.#servers = JSON.stringify(configuration.iceServers);
    this.peerConnection = peerConnections.create(linkConfiguration(configuration));
    this.#media = new LinkMedia(this.peerConnection, tracks, stream ?? null);
    this.#secondLook = role === 'offerer' ? new SecondLook(this.peerConnection, options.clock) : null;
    this.#negotiation = new NegotiationDriver({
      peerConnection: this.peerConnection,
      media: {
        describe: () => this.#media.describe(),
        prepareAnswer: (media) => {
          // Not earlier: a channel of the answerer's own would make its browser ask for an offer.
          this.#openControl();
          return this.#media.prepareAnswer(media);
        },
      },
      polite,
      // One end is polite and the other is not, so that no two offers of a link have the same id.
      idPrefix: polite ? 'p' : 'i',
      send: (message) => send(toSignal(message, this.identity)),
      report: (failure) => report?.(failure),
      changed: () => this.#refresh(),
      ...(options.transition && { transition: options.transition }),
    });
    this.peerConnection.addEventListener('connectionstatechange', () => this.#connectionChanged(), {
      signal: this.#listening.signal,
    });
    this.#view = this.#look();
    if (role === 'answerer') return;
    try {
      this.#openControl();
      this.#media.add();
    } catch (error) {
      this.close();
      throw error;
    }
  }

  get status(): LinkStatus {
    return this.#view.status;
  }

  get health(): LinkHealth {
    return this.#view.health;
  }

  /** Whether the two ends have agreed on anything yet. */
  get isAgreed(): boolean {
    return this.#view.isAgreed;
  }

  /** What is received; null until the link is negotiated, and then always the same track. */
  get audioTrack(): MediaStreamTrack | null {
    return this.#view.audioTrack;
  }

  /** What is received; null until the link is negotiated, and then always the same track. */
  get videoTrack(): MediaStreamTrack | null {
    return this.#view.videoTrack;
  }

  /** The last round trip of the control channel, in milliseconds; null before the first. */
  get roundTripMs(): number | null {
    return this.#control?.state.roundTripMs ?? null;
  }

  /** When anything last came over the control channel, in milliseconds since the epoch; null before. */
  get lastHeard(): number | null {
    return this.#control?.state.lastHeard ?? null;
  }

  /** What the negotiation was given up for; null while it was not. */
  get failure(): NegotiationFailure | null {
    const { phase } = this.#negotiation.state;
    return phase.name === 'failed' ? phase.failure : null;
  }

  /** Takes a signal of the other end. One that is for another generation of the link is dropped. */
  receive(signal: Signal): void {
    if (!isFor(signal, this.identity)) return;
    const message = fromSignal(signal);
    if (message !== null) this.#negotiation.receive(message);
  }

  /**
   * Sends this track from now on, or nothing, without a negotiation. On a link
   * that is closed it does nothing.
   * @throws {DOMException} what RTCRtpSender.replaceTrack throws.
   */
  async setTrack(kind: SourceKind, track: MediaStreamTrack | null): Promise<void> {
    const { signal } = this.#listening;
    if (signal.aborted) return;
    await this.#media.setTrack(kind, track).catch((refused: unknown) => {
      // A link that was closed meanwhile has nothing to send it on.
      if (!signal.aborted) throw refused;
    });
  }

  /**
   * What either end has said may be lost with the signaling: what is unanswered
   * is said again, and a link that is agreed but not connected looks for a new
   * path. On one that is stable and connected nothing happens.
   */
  sayAgain(): void {
    this.#negotiation.sayAgain({ isConnected: this.status === 'connected' });
  }

  /**
   * From now on it looks for paths by these ICE servers. The path that it has
   * stays; while it has none it looks anew, since a browser that is already
   * looking goes on with the servers, and the credentials, that it began with.
   */
  configure(configuration: RTCConfiguration): void {
    if (this.#listening.signal.aborted) return;
    const servers = JSON.stringify(configuration.iceServers);
    const isNews = servers !== this.#servers;
    this.#servers = servers;
    this.peerConnection.setConfiguration(linkConfiguration(configuration));
    if (isNews && this.health === 'starting') this.peerConnection.restartIce();
  }

  /** Looks for a new path; the old one serves until there is one. */
  restartIce(): void {
    this.peerConnection.restartIce();
  }

  /** Calls `listener` when the status, the health, the agreement or a track is another. Returns what ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the link. Nobody is called after that. */
  close(): void {
    this.#listeners.clear();
    this.#listening.abort();
    this.#negotiation.close();
    this.#secondLook?.close();
    this.#control?.close();
    this.peerConnection.close();
    this.#refresh();
  }

  #openControl(): void {
    this.#control ??= new ControlChannel(this.peerConnection, this.#clock, () => this.#refresh());
  }

  #connectionChanged(): void {
    if (this.peerConnection.connectionState === 'connected') this.#wasConnected = true;
    this.#refresh();
  }

  #refresh(): void {
    const before = this.#view;
    const now = this.#look();
    this.#view = now;
    if (now.health === 'proven') this.#secondLook?.begin();
    const isSame = VIEWED.every((key) => now[key] === before[key]);
    if (!isSame) for (const listener of [...this.#listeners]) listener();
  }

  #look(): LinkView {
    const { phase, agreedId } = this.#negotiation.state;
    const isAgreed = agreedId !== null;
    const facts: LinkFacts = {
      connectionState: this.peerConnection.connectionState,
      wasConnected: this.#wasConnected,
      control: this.#control?.state.phase ?? null,
      wasHeard: this.lastHeard !== null,
      negotiationFailed: phase.name === 'failed',
    };
    return {
      status: linkStatus(facts),
      health: linkHealth(facts),
      isAgreed,
      audioTrack: isAgreed ? this.#media.received('microphone') : null,
      videoTrack: isAgreed ? this.#media.received('camera') : null,
    };
  }
}

/** One transport for all media: fewer candidates, and a sooner first picture. */
function linkConfiguration(configuration: RTCConfiguration): RTCConfiguration {
  return { ...configuration, bundlePolicy: 'max-bundle' };
}

const VIEWED = ['status', 'health', 'isAgreed', 'audioTrack', 'videoTrack'] as const satisfies (keyof LinkView)[];
