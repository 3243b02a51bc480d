import type { SeededRandom } from '../seeded-random.ts';
import { SimulatedSchedule } from './simulated-action.ts';
import type { SimulatedDescription, SimulatedSection } from './simulated-description.ts';
import { SimulatedPeerConnection } from './simulated-peer-connection.ts';
import type { Clock } from '../../ports/clock.ts';
import { FakeMediaTrack } from '../fake-media-track.ts';
import type { CreateTrack } from '../fake-track.ts';
import type { FakeAir } from './fake-air.ts';
import { FakeDataChannel } from './fake-data-channel.ts';
import { FakeTransceiver } from './fake-transceiver.ts';

export interface FakePeerConnectionOptions {
  /** Different for each connection on the air. */
  readonly name: string;
  /** The page that it is in. */
  readonly page: string;
  readonly air: FakeAir;
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly configuration: RTCConfiguration;
  /** Makes the tracks that it receives. Default: a FakeMediaTrack. */
  readonly createTrack?: CreateTrack;
}

/** How long a step of the browser's own work takes at most, in milliseconds. */
const STEP_MS = 5;

/** How long two ends take at most to find a path once each knows the other's candidates, in milliseconds. */
const PATH_MS = 50;

/** How long nothing must get through before a connection is disconnected, and then failed, in milliseconds: as browsers have it. */
const DISCONNECTED_AFTER_MS = 5_000;
const FAILED_AFTER_MS = 20_000;

/** The place of who gathers by ICE servers that refuse it. */
const NOWHERE = -1;

/** What a browser sends back for a message, whatever its page does with it (SCTP, RFC 9260, section 3.3.4). */
const ACKNOWLEDGEMENT_BYTES = 28;

/**
 * An RTCPeerConnection without media and without a network. It negotiates by the
 * rules of W3C webrtc-pc; it connects when both ends have agreed on the same
 * credentials and each knows every candidate of the other, which is more than
 * ICE asks for: whatever is lost on the way shows.
 */
export class FakePeerConnection extends SimulatedPeerConnection {
  connectionState: RTCPeerConnectionState = 'new';
  readonly page: string;
  readonly #options: FakePeerConnectionOptions;
  readonly #schedule: SimulatedSchedule;
  readonly #transceivers: FakeTransceiver[] = [];
  readonly #channels = new Map<number, FakeDataChannel>();
  /** The connection at the other end of the path; null before there is one. */
  #peer: FakePeerConnection | null = null;
  #configuration: RTCConfiguration;
  /** Where the page was when it gathered under each username fragment. */
  readonly #places = new Map<string, number>();
  #bytesReceived = 0;
  #hasDataSection = false;
  #isTurning = false;
  /** Ends the wait for what becomes of a path that is down; null while it is up. */
  #stopWaiting: (() => void) | null = null;

  constructor(options: FakePeerConnectionOptions) {
    super(options.name, {
      random: options.random,
      endOfCandidates: options.random.pick(['empty', 'null'] as const),
      mostCandidates: 2,
    });
    this.#options = options;
    this.page = options.page;
    this.#configuration = options.configuration;
    this.#schedule = new SimulatedSchedule(options.random);
  }

  /** As the code under test sees it: what it does not use is not there. */
  get asBrowsers(): RTCPeerConnection {
    return this as unknown as RTCPeerConnection;
  }

  get isClosed(): boolean {
    return this.connectionState === 'closed';
  }

  getConfiguration(): RTCConfiguration {
    return this.#configuration;
  }

  setConfiguration(configuration: RTCConfiguration): void {
    this.#configuration = configuration;
  }

  addTransceiver(
    trackOrKind: MediaStreamTrack | string,
    { direction = 'sendrecv' }: RTCRtpTransceiverInit = {},
  ): FakeTransceiver {
    const track = typeof trackOrKind === 'string' ? null : trackOrKind;
    const kind = (track?.kind ?? trackOrKind) === 'video' ? 'video' : 'audio';
    const transceiver = this.#createTransceiver(kind, track, null);
    transceiver.direction = direction;
    this.#transceivers.push(transceiver);
    this.want();
    return transceiver;
  }

  createDataChannel(label: string, { id = 0 }: RTCDataChannelInit = {}): FakeDataChannel {
    const channel = new FakeDataChannel(label, id, (data) => this.#carry(id, data));
    this.#channels.set(id, channel);
    if (!this.#hasDataSection) {
      this.#hasDataSection = true;
      this.want();
    }
    this.#openChannels();
    return channel;
  }

  getTransceivers(): readonly FakeTransceiver[] {
    return [...this.#transceivers];
  }

  getReceivers(): FakeTransceiver['receiver'][] {
    return this.#transceivers.map(({ receiver }) => receiver);
  }

  getSenders(): FakeTransceiver['sender'][] {
    return this.#transceivers.map(({ sender }) => sender);
  }

  /** Of a path no more than how much has come over it. */
  async getStats(): Promise<Map<string, unknown>> {
    if (this.#peer === null) return new Map();
    const id = `pair with ${this.#peer.currentLocal?.fragment}`;
    return new Map([[id, { type: 'candidate-pair', id, bytesReceived: this.#bytesReceived }]]);
  }

  /** Ends it, and lets the other end know, as a browser does. */
  close(): void {
    if (this.isClosed) return;
    const peer = this.#peer;
    this.vanish();
    if (peer !== null && peer.#peer === this) peer.#closedByTheOtherEnd();
  }

  /** Ends it without a word, as when its page crashes. */
  vanish(): void {
    this.connectionState = 'closed';
    this.#stopWaiting?.();
    for (const channel of this.#channels.values()) channel.close();
    this.#options.air.remove(this);
    this.#peer?.pathChanged();
  }

  /** Something lies between the two ends, or does no more. */
  pathChanged(): void {
    if (this.#peer === null || this.isClosed) return;
    if (this.#isUp(this.#peer)) {
      this.#stopWaiting?.();
      this.#stopWaiting = null;
      this.#setState('connected');
      this.#openChannels();
    } else {
      this.#stopWaiting ??= this.#options.clock.after(DISCONNECTED_AFTER_MS, () => this.#becomeDisconnected());
    }
  }

  protected override stirred(): void {
    if (this.#isTurning || this.isClosed) return;
    this.#isTurning = true;
    const { clock, random } = this.#options;
    clock.after(random.below(STEP_MS), () => this.#turn());
  }

  protected override offeredSections(): readonly SimulatedSection[] {
    for (const [index, transceiver] of this.#transceivers.entries()) transceiver.mid ??= String(index);
    const media = this.#transceivers.map(({ kind, mid }) => ({ kind, mid: mid ?? '' }));
    return this.#hasDataSection ? [...media, { kind: 'application', mid: 'data' }] : media;
  }

  protected override gathers(fragment: string): void {
    if (this.#places.has(fragment)) return;
    const { air } = this.#options;
    this.#places.set(fragment, air.serves(this.#configuration) ? air.placeOf(this.page) : NOWHERE);
  }

  protected override remoteDescriptionSet({ sections }: SimulatedDescription): void {
    for (const { kind, mid } of sections) {
      if (kind === 'application') this.#hasDataSection = true;
      else if (!this.#transceivers.some((known) => known.mid === mid)) {
        this.#transceivers.push(this.#createTransceiver(kind, null, mid));
      }
    }
    this.#lookForPath();
  }

  protected override remoteCandidateAdded(): void {
    this.#lookForPath();
  }

  protected override agreed(local: SimulatedDescription): void {
    this.#options.air.add(local.fragment, this);
    if (this.connectionState === 'new') this.#setState('connecting');
    this.#lookForPath();
  }

  #createTransceiver(kind: 'audio' | 'video', track: MediaStreamTrack | null, mid: string | null): FakeTransceiver {
    const { createTrack = (device) => new FakeMediaTrack(device) } = this.#options;
    return new FakeTransceiver(kind, track, mid, createTrack);
  }

  #turn(): void {
    this.#isTurning = false;
    if (this.isClosed) return;
    const actions = this.actions();
    if (actions.length === 0) return;
    this.#schedule.next(actions).run();
    // A candidate of its own that was told may be the last that the other end waits for, or the end of them.
    this.stirred();
  }

  #lookForPath(): void {
    const peer = this.#reachable();
    if (peer === null) return;
    const { clock, random } = this.#options;
    clock.after(random.below(PATH_MS), () => this.#connect(peer));
  }

  /** The connection with which this one has agreed, when each knows enough of the other; null when there is none. */
  #reachable(): FakePeerConnection | null {
    const peer = this.#options.air.find(this.currentRemote?.fragment ?? '');
    return peer !== undefined && this.#knows(peer) && peer.#knows(this) ? peer : null;
  }

  #knows(peer: FakePeerConnection): boolean {
    const fragment = this.currentRemote?.fragment;
    if (fragment === undefined || fragment !== peer.currentLocal?.fragment) return false;
    const { candidates, endOfCandidates } = peer.gathering.found(fragment);
    const all = endOfCandidates ? [...candidates, 'end'] : [...candidates, 'not all yet'];
    return all.every((candidate) => this.added.includes(`${fragment} ${candidate}`));
  }

  #connect(peer: FakePeerConnection): void {
    if (this.isClosed || peer.isClosed || this.#reachable() !== peer) return;
    for (const [one, other] of [
      [this, peer],
      [peer, this],
    ] as const) {
      one.#peer = other;
      one.pathChanged();
    }
  }

  /** Whether packets get through both ways, as ICE asks for again and again (RFC 7675). */
  #isUp(peer: FakePeerConnection): boolean {
    return this.#reaches(peer) && peer.#reaches(this);
  }

  #reaches(peer: FakePeerConnection): boolean {
    const isThere = this.#isInPlace && peer.#isInPlace && !peer.isClosed;
    return isThere && !this.#options.air.isInterrupted(this.page, peer.page);
  }

  /** Whether the page is where it was when it found the candidates that are in use. */
  get #isInPlace(): boolean {
    return this.#places.get(this.currentLocal?.fragment ?? '') === this.#options.air.placeOf(this.page);
  }

  #openChannels(): void {
    const peer = this.#peer;
    if (peer === null || this.connectionState !== 'connected') return;
    for (const [id, channel] of this.#channels) {
      const other = peer.#channels.get(id);
      if (other === undefined) continue;
      other.open();
      channel.open();
    }
  }

  #carry(id: number, data: ArrayBuffer): void {
    queueMicrotask(() => {
      const peer = this.#peer;
      if (peer === null || !this.#reaches(peer)) return;
      peer.#bytesReceived += data.byteLength;
      if (peer.#reaches(this)) this.#bytesReceived += ACKNOWLEDGEMENT_BYTES;
      peer.#channels.get(id)?.receive(data);
    });
  }

  #closedByTheOtherEnd(): void {
    for (const channel of this.#channels.values()) channel.closedByTheOtherEnd();
    this.#setState('disconnected');
  }

  #becomeDisconnected(): void {
    this.#setState('disconnected');
    this.#stopWaiting = this.#options.clock.after(FAILED_AFTER_MS - DISCONNECTED_AFTER_MS, () =>
      this.#setState('failed'),
    );
  }

  #setState(state: RTCPeerConnectionState): void {
    if (this.connectionState === state || this.isClosed) return;
    this.connectionState = state;
    this.dispatchEvent({ type: 'connectionstatechange' });
  }
}
