import type { Clock } from '../../ports/clock.ts';
import type { FakeAnswer } from './fake-paths.ts';
import { FakeWireChannel, GOOD_WIRE } from './fake-wire.ts';

export interface FakePathConnectionOptions {
  readonly name: string;
  /** Of its only ICE server. */
  readonly url: string;
  readonly answer: FakeAnswer;
  /** Whether it may use relays only. */
  readonly relayOnly: boolean;
  readonly clock: Clock;
  find(name: string): FakePathConnection | undefined;
}

/** How long a server takes to answer, in milliseconds. */
const ANSWER_MS = 40;

/** How long after the end of gathering an error is told, in milliseconds. */
const LAST_WORD_MS = 20;

/** As much of an RTCPeerConnection as a preflight uses: it gathers from one server, and connects with another by relay. */
export class FakePathConnection extends EventTarget {
  readonly name: string;
  readonly relayOnly: boolean;
  localDescription: RTCSessionDescriptionInit | null = null;
  connectionState: RTCPeerConnectionState = 'new';
  readonly #options: FakePathConnectionOptions;
  readonly #channels: FakeWireChannel[] = [];
  #remote: string | null = null;
  #hasRemoteCandidate = false;

  constructor(options: FakePathConnectionOptions) {
    super();
    this.name = options.name;
    this.relayOnly = options.relayOnly;
    this.#options = options;
  }

  createDataChannel(_label: string, init: RTCDataChannelInit = {}): FakeWireChannel {
    const channel = new FakeWireChannel(init, this.#options.clock);
    this.#channels.push(channel);
    return channel;
  }

  async setLocalDescription(): Promise<void> {
    this.localDescription = { type: this.#remote === null ? 'offer' : 'answer', sdp: this.name };
    this.#options.clock.after(ANSWER_MS, () => this.#gather());
  }

  async setRemoteDescription({ sdp = '' }: RTCSessionDescriptionInit): Promise<void> {
    this.#remote = sdp;
  }

  async addIceCandidate(): Promise<void> {
    this.#hasRemoteCandidate = true;
    const peer = this.#options.find(this.#remote ?? '');
    if (peer !== undefined && peer.#hasRemoteCandidate) this.#connect(peer);
  }

  close(): void {
    this.connectionState = 'closed';
    for (const channel of this.#channels) channel.close();
  }

  #gather(): void {
    if (this.connectionState === 'closed') return;
    const { answer, url } = this.#options;
    const end = () => this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: null }));
    const fail = (errorCode: number) =>
      this.dispatchEvent(Object.assign(new Event('icecandidateerror'), { url, errorCode, errorText: 'said so' }));
    switch (answer.kind) {
      case 'candidate':
      case 'blocked': {
        const type = url.startsWith('stun:') ? 'srflx' : 'relay';
        this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: { type } }));
        return void end();
      }
      case 'nothing':
        return void end();
      case 'error':
        if (answer.told === 'before') fail(answer.code);
        end();
        if (answer.told === 'after') this.#options.clock.after(LAST_WORD_MS, () => fail(answer.code));
        return;
      case 'silence':
      case 'refused-by-browser':
        return;
    }
  }

  #connect(peer: FakePathConnection): void {
    const { answer } = this.#options;
    if (answer.kind !== 'candidate') return;
    for (const channel of this.#channels) {
      const other = peer.#channels.find(({ id }) => id === channel.id);
      other?.open(channel, answer.wire ?? GOOD_WIRE);
      if (other !== undefined) channel.open(other, answer.wire ?? GOOD_WIRE);
    }
  }
}
