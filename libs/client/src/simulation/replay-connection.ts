import type { PageConnection } from '../testing/peer-connection/page-connections.ts';
import type { ReplayAir } from './replay-air.ts';
import { ReplayChannel } from './replay-channel.ts';
import {
  credentialsOf,
  fragmentOf,
  noCredentials,
  type ReplayCredentials,
  tellsAddress,
} from './replay-credentials.ts';
import { ReplayPatience } from './replay-patience.ts';

export interface ReplayConnectionOptions {
  readonly configuration: RTCConfiguration;
  readonly air: ReplayAir;
  /** The page that it is in. */
  readonly page: string;
}

const EVENTS = [
  'negotiationneeded',
  'icecandidate',
  'icegatheringstatechange',
  'iceconnectionstatechange',
  'connectionstatechange',
  'signalingstatechange',
] as const;

/** How long to wait before asking again which candidates serve, which no event tells in every browser, in milliseconds. */
const ASK_AGAIN_MS = 10;

/**
 * How long a restart of ICE is waited for that both ends have agreed on, in milliseconds. A browser that is connected may
 * keep to the path that it has (RFC 8445, section 2.4), and Chromium does so now and then on a busy machine.
 */
const KEEPS_PATH_AFTER_MS = 5_000;

/**
 * A real RTCPeerConnection, watched, so that it can be told whether its browser
 * has something left to do: each is one of the `waits()`, and none depends on
 * signals that are still on their way.
 */
export class ReplayConnection extends RTCPeerConnection implements PageConnection {
  readonly page: string;
  readonly #air: ReplayAir;
  #operations = 0;
  #channel: ReplayChannel | null = null;
  #credentials: ReplayCredentials = noCredentials;
  /** Credentials whose gathering has ended. */
  readonly #gathered = new Set<string>();
  /** Credentials of the other end of which an address is known. */
  readonly #reachable = new Set<string>();
  /** Credentials that a restart of ICE is to replace. */
  #toReplace: readonly (string | null)[] = [];
  /** The browser has asked for a negotiation, in the signaling state that it is in. */
  #hasAsked = false;
  /** The connection at the other end; null until the two have agreed. It never is another. */
  #peer: ReplayConnection | null = null;
  /** The credentials by which it has connected last. */
  #connectedBy: string | null = null;
  #isAskingHow = false;
  readonly #restart = new ReplayPatience(KEEPS_PATH_AFTER_MS);
  /** Its page is gone, without a word. */
  #isVanished = false;
  /** Where its page was when it was made. */
  readonly #place: number;

  constructor({ configuration, air, page }: ReplayConnectionOptions) {
    super(configuration);
    this.page = page;
    this.#air = air;
    this.#place = air.placeOf(page);
    for (const type of EVENTS) this.addEventListener(type, (event) => this.#happened(event));
  }

  /** For its page it is no more. */
  get isClosed(): boolean {
    return this.#isVanished || this.signalingState === 'closed';
  }

  get isNegotiationNeeded(): boolean {
    if (this.signalingState === 'closed') return false;
    const { local } = this.#credentials;
    const isRestartDue = local !== null && this.#toReplace.includes(local);
    const isChannelNew = this.#channel !== null && !/^m=application/m.test(this.localDescription?.sdp ?? '');
    return isRestartDue || isChannelNew || this.getTransceivers().some(({ mid }) => mid === null);
  }

  /** What the browser is still about to do, in words; empty when it has settled. */
  waits(): string[] {
    return this.isClosed ? [] : this.#waits().map((wait) => `${this.page}: ${wait} (${this.#describe()})`);
  }

  /** What must not be of it, when nothing goes wrong any more. */
  faults(): string[] {
    const { connectionState } = this;
    const channel = this.#channel?.real.readyState ?? 'missing';
    const faults = [
      ...(connectionState === 'connected' ? [] : [`is ${connectionState}`]),
      ...(channel === 'open' ? [] : [`has a control channel that is ${channel}`]),
      ...(this.#agreesWithPeer() ? [] : ['has not agreed with any other']),
    ];
    return faults.map((fault) => `a connection of ${this.page} ${fault}`);
  }

  /** Only once the two have agreed: before that an answerer has nothing to offer (see LinkRole). */
  want(): void {
    if (this.#credentials.agreedLocal !== null) this.addTransceiver('audio', { direction: 'inactive' });
  }

  vanish(): void {
    this.#isVanished = true;
    this.#air.stirred();
    // A browser would take leave in its name. It goes when nobody can hear that.
    if (this.#peer?.isClosed ?? true) this.close();
  }

  override close(): void {
    if (this.signalingState === 'closed') return;
    this.#channel?.real.close();
    super.close();
    const peer = this.#peer;
    if (peer !== null && peer.#isVanished) peer.close();
    this.#air.stirred();
  }

  override createDataChannel(label: string, init?: RTCDataChannelInit): RTCDataChannel {
    this.#channel = new ReplayChannel(super.createDataChannel(label, init), {
      isInterrupted: () => this.#peer !== null && !this.#reachesNow(this.#peer),
      isVanished: () => this.#isVanished,
      stirred: () => this.#air.stirred(),
    });
    this.#air.stirred();
    return this.#channel.real;
  }

  override addTransceiver(...parameters: Parameters<RTCPeerConnection['addTransceiver']>): RTCRtpTransceiver {
    this.#air.stirred();
    return super.addTransceiver(...parameters);
  }

  /** Only once the two have agreed: before that there is nothing to replace, and Chromium asks to negotiate all the same. */
  override restartIce(): void {
    if (this.#credentials.agreedLocal === null) return;
    const pending = fragmentOf(this.pendingLocalDescription);
    this.#toReplace = [this.#credentials.agreedLocal, pending].filter((fragment) => fragment !== null);
    super.restartIce();
    this.#air.stirred();
  }

  override getStats(selector?: MediaStreamTrack | null): Promise<RTCStatsReport> {
    return this.#operate(super.getStats(selector));
  }

  override createOffer(options?: RTCOfferOptions): Promise<RTCSessionDescriptionInit>;
  override createOffer(): Promise<void>;
  override createOffer(options?: RTCOfferOptions): Promise<RTCSessionDescriptionInit | void> {
    return this.#operate(super.createOffer(options));
  }

  override setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
    return this.#operate(super.setLocalDescription(description));
  }

  override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    return this.#operate(super.setRemoteDescription(description), () => {
      const fragment = fragmentOf(description);
      if (fragment !== null && tellsAddress(description.sdp ?? '')) this.#reachable.add(fragment);
    });
  }

  override addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
    return this.#operate(super.addIceCandidate(candidate ?? undefined), () => {
      const fragment = candidate?.usernameFragment ?? fragmentOf(this.remoteDescription);
      if (fragment !== null && tellsAddress(candidate?.candidate ?? '')) this.#reachable.add(fragment);
    });
  }

  /** Counts an operation while it is under way, and looks what came of it before the page does. */
  async #operate<T>(operation: Promise<T>, succeeded: () => void = () => {}): Promise<T> {
    this.#operations += 1;
    this.#air.stirred();
    try {
      const value = await operation;
      succeeded();
      return value;
    } finally {
      this.#operations -= 1;
      this.#look();
    }
  }

  #look(): void {
    this.#credentials = credentialsOf(this);
    this.#air.known(this, this.#credentials.local);
    this.#meet();
    this.#air.stirred();
  }

  /** Knows its peer from when the two have first agreed. */
  #meet(): void {
    const { agreedLocal, agreedRemote } = this.#credentials;
    const peer = this.#air.find(agreedRemote);
    if (this.#peer !== null || peer === undefined || peer.#credentials.agreedRemote !== agreedLocal) return;
    this.#peer = peer;
    peer.#peer = this;
  }

  #happened(event: Event): void {
    if (this.#isVanished) event.stopImmediatePropagation();
    const { local, agreedLocal } = this.#credentials;
    switch (event.type) {
      case 'negotiationneeded':
        this.#hasAsked = true;
        break;
      case 'signalingstatechange':
        this.#hasAsked = false;
        break;
      case 'icecandidate':
        if ((event as RTCPeerConnectionIceEvent).candidate === null && local !== null) this.#gathered.add(local);
        break;
      case 'connectionstatechange':
        if (this.connectionState === 'connected') this.#connectedBy ??= agreedLocal;
        break;
    }
    this.#air.stirred();
  }

  #describe(): string {
    const { signalingState, connectionState, iceConnectionState, sctp } = this;
    return `${signalingState}, ${connectionState}, ICE ${iceConnectionState}, DTLS ${sctp?.transport.state ?? 'none'}`;
  }

  #waits(): string[] {
    if (this.#operations > 0) return ['an operation is under way'];
    const { local } = this.#credentials;
    const waits: string[] = [];
    if (this.signalingState === 'stable' && this.isNegotiationNeeded && !this.#hasAsked) {
      waits.push('it has not asked for a negotiation that it needs');
    }
    if (local !== null && !this.#gathered.has(local)) waits.push('it gathers candidates');
    return [...waits, ...this.#waitsForPeer()];
  }

  #waitsForPeer(): string[] {
    const peer = this.#peer;
    if (peer === null || peer.#isVanished) return [];
    const [own, others] = [this.#channel, peer.#channel];
    const isCarrying = !this.#isRestarting(peer);
    if (peer.signalingState === 'closed')
      return isCarrying && own?.isOpen === true ? ['it has not heard that the other end is closed'] : [];
    if (own === null || others === null) return [];
    const isOpen = own.isOpen && others.isOpen;
    if (isCarrying && isOpen && ReplayChannel.isCarrying(own, others)) return ['a message is on its way'];
    if (!this.#canConnect(peer)) return [];
    if (this.connectionState !== 'connected' || !own.isOpen) return ['it has not connected'];
    const { agreedLocal } = this.#credentials;
    if (this.#connectedBy === agreedLocal || this.#restart.isOver(`${agreedLocal}`)) return [];
    void this.#askHow();
    return ['it has not connected by its new credentials'];
  }

  /** Whether nothing that is still to come is needed for connecting. */
  #canConnect(peer: ReplayConnection): boolean {
    const isIdle = [this, peer].every((end) => end.#operations === 0 && end.signalingState === 'stable');
    return isIdle && this.#agreesWithPeer() && (this.#reaches(peer) || peer.#reaches(this));
  }

  /** Whether what it sends gets through: neither page has moved since, and nothing lies between them. */
  #reachesNow(peer: ReplayConnection): boolean {
    const areInPlace = [this, peer].every((end) => end.#place === this.#air.placeOf(end.page));
    return areInPlace && !this.#air.isInterrupted(this.page, peer.page);
  }

  /** Whether a restart of ICE is not agreed on yet: until it is, Firefox may carry nothing over the path of before. */
  #isRestarting(peer: ReplayConnection): boolean {
    const isPending = [this, peer].some((end) => end.#credentials.local !== end.#credentials.agreedLocal);
    return isPending || !this.#agreesWithPeer();
  }

  #reaches(peer: ReplayConnection): boolean {
    const { local } = peer.#credentials;
    return local !== null && this.#reachable.has(local);
  }

  #agreesWithPeer(): boolean {
    const { agreedLocal, agreedRemote } = this.#credentials;
    if (this.#peer === null || agreedLocal === null) return false;
    const others = this.#peer.#credentials;
    return others.agreedRemote === agreedLocal && others.agreedLocal === agreedRemote;
  }

  /**
   * Asks by which credentials it is connected. After a restart of ICE those of one end are enough: Chromium goes on with a
   * socket of before where the other end has chosen that, and calls the check of such a pair `waiting` for good.
   */
  async #askHow(): Promise<void> {
    if (this.#isAskingHow) return;
    this.#isAskingHow = true;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    const { agreedLocal, agreedRemote } = this.#credentials;
    const report = this.isClosed ? new Map() : await super.getStats();
    for (const stats of report.values()) {
      if (stats.type !== 'candidate-pair' || stats.nominated !== true) continue;
      const [own, others] = [stats.localCandidateId, stats.remoteCandidateId].map(
        (id) => report.get(id)?.usernameFragment,
      );
      if (own === agreedLocal || others === agreedRemote) this.#connectedBy = agreedLocal;
    }
    this.#isAskingHow = false;
    this.#air.stirred();
  }
}
