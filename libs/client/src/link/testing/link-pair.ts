import { type MediaSection, Signal } from '@rtc-call/contract';
import { browserClock, browserPeerConnections } from '../../browser.ts';
import { usernameFragments } from '../../negotiation/ice-credentials.ts';
import type { NegotiationFailure } from '../../negotiation/negotiation-failure.ts';
import { Link, type LinkRole } from '../link.ts';

interface SentSignal {
  readonly from: LinkRole;
  readonly signal: Signal;
}

/** Whether what an end sends is lost on its way. */
export type Loss = (from: LinkRole, kind: Signal['payload']['oneofKind']) => boolean;

/** Two links in one page, wired to each other by a signaling that keeps the order, is never immediate, and can lose. */
export class LinkPair {
  readonly links: readonly [Link, Link];
  readonly audio: MediaStreamTrack | null;
  readonly video: MediaStreamTrack | null;
  readonly failures: NegotiationFailure[] = [];
  /** What is lost from now on. */
  loses: Loss = () => false;
  readonly #media: MediaStream | null;
  readonly #sent: SentSignal[] = [];
  readonly #players: HTMLAudioElement[] = [];

  constructor(media: MediaStream | null) {
    this.#media = media;
    this.audio = media?.getAudioTracks()[0] ?? null;
    this.video = media?.getVideoTracks()[0] ?? null;
    const offerer = this.#createLink('offerer', () => answerer);
    const answerer: Link = this.#createLink('answerer', () => offerer);
    this.links = [offerer, answerer];
  }

  /** Loses nothing more, and lets both ends know that something was lost. */
  sayAgain(): void {
    this.loses = () => false;
    for (const link of this.links) link.sayAgain();
  }

  statuses(): string[] {
    return this.links.map(({ status }) => status);
  }

  /** The signals of a kind that an end has sent. */
  sent(from: LinkRole, kind: Signal['payload']['oneofKind']): Signal[] {
    const ofEnd = this.#sent.filter((sent) => sent.from === from).map(({ signal }) => signal);
    return ofEnd.filter(({ payload }) => payload.oneofKind === kind);
  }

  /** What each description that an end has sent says of its media. */
  media(from: LinkRole): MediaSection[][] {
    return this.sent(from, 'description').map(({ payload }) =>
      payload.oneofKind === 'description' ? payload.description.media : [],
    );
  }

  /** How many offers were never answered: each time both had offered. */
  glares(): number {
    const ids = (from: LinkRole) => this.sent(from, 'description').map(({ negotiationId }) => negotiationId);
    const [offerer, answerer] = [ids('offerer'), ids('answerer')];
    return [...offerer, ...answerer].filter((id) => !offerer.includes(id) || !answerer.includes(id)).length;
  }

  mediaSections(): number[] {
    return this.links.map(({ peerConnection }) => (peerConnection.localDescription?.sdp.match(/^m=/gm) ?? []).length);
  }

  /** Each end's ICE credentials. */
  fragments(): string[] {
    return this.links.map(({ peerConnection }) => usernameFragments(peerConnection.localDescription?.sdp ?? '').join());
  }

  /** Whether both are stable and each knows the other's credentials. */
  agreedFragments(): boolean {
    const [left, right] = this.links.map(({ peerConnection }) => peerConnection);
    const fragment = (description?: RTCSessionDescription | null) => usernameFragments(description?.sdp ?? '').join();
    return (
      left?.signalingState === 'stable' &&
      right?.signalingState === 'stable' &&
      fragment(left.localDescription) === fragment(right.remoteDescription) &&
      fragment(right.localDescription) === fragment(left.remoteDescription)
    );
  }

  /** Counts from now on how often a browser asks for a negotiation. */
  countNegotiationsNeeded(): () => number {
    let count = 0;
    for (const { peerConnection } of this.links) {
      peerConnection.addEventListener('negotiationneeded', () => {
        count += 1;
      });
    }
    return () => count;
  }

  async received(link: Link): Promise<{ framesDecoded: number; audioEnergy: number }> {
    const report = await link.peerConnection.getStats();
    const totals = { framesDecoded: 0, audioEnergy: 0 };
    for (const stats of report.values()) {
      if (stats.type !== 'inbound-rtp') continue;
      totals.framesDecoded += stats.framesDecoded ?? 0;
      totals.audioEnergy += stats.totalAudioEnergy ?? 0;
    }
    return totals;
  }

  /** Plays what both ends hear: a browser measures the energy of sound only as it plays it. */
  async play(): Promise<void> {
    for (const { audioTrack } of this.links) {
      const player = new Audio();
      player.srcObject = new MediaStream(audioTrack === null ? [] : [audioTrack]);
      this.#players.push(player);
      await player.play();
    }
  }

  /** How many pictures came at each end so far. */
  async frames(): Promise<number[]> {
    const received = await Promise.all(this.links.map((link) => this.received(link)));
    return received.map(({ framesDecoded }) => framesDecoded);
  }

  /** Waits until no more pictures come, and says how many came in all. */
  async framesUntilStill(link: Link): Promise<number> {
    let frames = -1;
    for (;;) {
      const { framesDecoded } = await this.received(link);
      if (framesDecoded === frames) return frames;
      frames = framesDecoded;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  close(): void {
    for (const player of this.#players) player.srcObject = null;
    for (const link of this.links) link.close();
    for (const track of this.#media?.getTracks() ?? []) track.stop();
  }

  #createLink(role: LinkRole, other: () => Link): Link {
    const wire = new MessageChannel();
    wire.port2.onmessage = ({ data }) => other().receive(Signal.fromBinary(data));
    return new Link({
      peerConnections: browserPeerConnections,
      clock: browserClock,
      configuration: {},
      role,
      polite: role === 'offerer',
      generation: 1,
      epoch: 'epoch',
      tracks: { microphone: this.audio, camera: this.video },
      send: (signal) => {
        this.#sent.push({ from: role, signal });
        if (this.loses(role, signal.payload.oneofKind)) return;
        wire.port1.postMessage(Signal.toBinary(signal));
      },
      report: (failure) => this.failures.push(failure),
    });
  }
}
