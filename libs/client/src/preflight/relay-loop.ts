import type { Clock } from '../ports/clock.ts';
import type { PeerConnections } from '../ports/peer-connections.ts';
import { abortable } from './abortable.ts';
import { type Gathering, type GatheringState, watchGathering } from './gathering.ts';

/** Two ends of a data channel: what is sent into one comes out of the other. */
export interface ChannelPair {
  readonly near: RTCDataChannel;
  readonly far: RTCDataChannel;
}

/**
 * Two connections of this page that reach each other through relays only, so
 * that what is sent from one to the other goes to the TURN server and back.
 */
export class RelayLoop {
  readonly #near: RTCPeerConnection;
  readonly #far: RTCPeerConnection;
  readonly #gathering: readonly Gathering[];
  /** Loses what a network loses, and keeps no order. */
  readonly lossy: ChannelPair;
  /** Loses nothing. */
  readonly reliable: ChannelPair;

  constructor(iceServers: RTCIceServer[], peerConnections: PeerConnections, clock: Clock) {
    const configuration: RTCConfiguration = { iceServers, iceTransportPolicy: 'relay' };
    const near = peerConnections.create(configuration);
    const far = peerConnections.create(configuration);
    const channels = (label: string, init: RTCDataChannelInit): ChannelPair => ({
      near: createChannel(near, label, init),
      far: createChannel(far, label, init),
    });
    this.#near = near;
    this.#far = far;
    this.#gathering = [watchGathering(near, 'relay', clock), watchGathering(far, 'relay', clock)];
    this.lossy = channels('lossy', { id: 0, ordered: false, maxRetransmits: 0 });
    this.reliable = channels('reliable', { id: 1 });
  }

  /** What is known of the relays so far: of the end that has none, where one has none. */
  get gathering(): GatheringState {
    const states = this.#gathering.map(({ state }) => state());
    const [first = NOTHING] = states;
    return states.find(({ hasFound }) => !hasFound) ?? first;
  }

  /**
   * Connects the two.
   * @returns whether they are connected; false when there will be no relay, or nothing gets through.
   * @throws {DOMException} `AbortError`
   */
  async connect(signal: AbortSignal): Promise<boolean> {
    const opened = Promise.all([this.lossy, this.reliable].flatMap(({ near, far }) => [isOpen(near), isOpen(far)]));
    const failed = Promise.race([...this.#gathering.map(endedWithout), hasFailed(this.#near), hasFailed(this.#far)]);
    await abortable(this.#negotiate(), signal);
    return abortable(Promise.race([opened.then(() => true), failed.then(() => false)]), signal);
  }

  /** Gives the relays back. */
  close(): void {
    this.#near.close();
    this.#far.close();
  }

  async #negotiate(): Promise<void> {
    const negotiated = Promise.withResolvers<void>();
    pass(this.#near, this.#far, negotiated.promise);
    pass(this.#far, this.#near, negotiated.promise);
    await this.#near.setLocalDescription();
    await this.#far.setRemoteDescription(descriptionOf(this.#near));
    await this.#far.setLocalDescription();
    await this.#near.setRemoteDescription(descriptionOf(this.#far));
    negotiated.resolve();
  }
}

const NOTHING: GatheringState = { hasFound: false, isComplete: false, worst: null };

function createChannel(connection: RTCPeerConnection, label: string, init: RTCDataChannelInit): RTCDataChannel {
  const channel = connection.createDataChannel(label, { ...init, negotiated: true });
  channel.binaryType = 'arraybuffer';
  return channel;
}

/** Hands the candidates of one end to the other, once both know the descriptions. */
function pass(from: RTCPeerConnection, to: RTCPeerConnection, negotiated: Promise<void>): void {
  from.addEventListener('icecandidate', ({ candidate }) => {
    // One that fails is of no use; whether another is shows by itself.
    if (candidate !== null) void negotiated.then(() => to.addIceCandidate(candidate)).catch(() => {});
  });
}

function descriptionOf({ localDescription }: RTCPeerConnection): RTCSessionDescription {
  if (localDescription === null) throw new Error('a description that was set is gone');
  return localDescription;
}

function isOpen(channel: RTCDataChannel): Promise<void> {
  return new Promise((resolve) => {
    if (channel.readyState === 'open') resolve();
    else channel.addEventListener('open', () => resolve(), { once: true });
  });
}

function hasFailed(connection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState === 'failed') resolve();
    });
  });
}

/** Resolves when a gathering is complete and nothing was found; never when something was. */
async function endedWithout({ complete, state }: Gathering): Promise<void> {
  await complete;
  if (state().hasFound) await new Promise<never>(() => {});
}
