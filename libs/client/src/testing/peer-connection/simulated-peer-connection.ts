import type { NegotiatedPeerConnection } from '../../negotiation/negotiation.driver.ts';
import { LightEventTarget } from './light-event-target.ts';
import type { SimulatedAction } from './simulated-action.ts';
import {
  fromSessionDescription,
  type SimulatedDescription,
  type SimulatedSection,
  toSessionDescription,
} from './simulated-description.ts';
import { SimulatedGathering, type SimulatedGatheringOptions } from './simulated-gathering.ts';

type Operation = {
  readonly steps: (() => void)[];
  readonly resolve: () => void;
  readonly reject: (e: unknown) => void;
};

export type SimulatedPeerConnectionOptions = Pick<
  SimulatedGatheringOptions,
  'random' | 'endOfCandidates' | 'mostCandidates'
>;

/**
 * The negotiating half of an RTCPeerConnection, by the rules of W3C webrtc-pc
 * 1.0 (4.4.1.2 operations chain, 4.4.1.5 setting a description, 4.7.3
 * negotiation needed), except that nothing goes on by itself: each step of
 * pending work is one of `actions()`, and whoever simulates chooses.
 */
export class SimulatedPeerConnection extends LightEventTarget {
  /** The candidates that were added, as `fragment candidate`; an end of candidates as `fragment end`. */
  readonly added: string[] = [];
  readonly gathering: SimulatedGathering;
  signalingState: 'stable' | 'have-local-offer' | 'have-remote-offer' = 'stable';
  currentLocal: SimulatedDescription | null = null;
  pendingLocal: SimulatedDescription | null = null;
  currentRemote: SimulatedDescription | null = null;
  pendingRemote: SimulatedDescription | null = null;
  readonly #name: string;
  readonly #chain: Operation[] = [];
  readonly #tasks: (() => void)[] = [];
  #serials = 0;
  /** How much this side wants to negotiate (transceivers, channels), and how much of it is negotiated. */
  #wanted = 0;
  #negotiated = 0;
  #fragmentToReplace: string | null = null;
  /** The credentials that were agreed on first. */
  firstFragment: string | null = null;
  /** The serial of the offer that was agreed on last. */
  #agreedOffer = '';
  /** An offer that was no ICE restart was taken back, and nothing set since. */
  #tookBackPlainOffer = false;
  #negotiationNeeded = false;
  #updateOnEmptyChain = false;

  /** `name` begins all that it makes up. */
  constructor(name: string, options: SimulatedPeerConnectionOptions) {
    super();
    this.#name = name;
    this.gathering = new SimulatedGathering({
      ...options,
      currentFragment: () => (this.pendingLocal ?? this.currentLocal)?.fragment,
      fire: (candidate) => this.#fireCandidate(candidate),
    });
  }

  /** As the driver sees it. */
  get asPeerConnection(): NegotiatedPeerConnection {
    return this as unknown as NegotiatedPeerConnection;
  }

  get localDescription(): RTCSessionDescriptionInit | null {
    return this.pendingLocalDescription ?? this.currentLocalDescription;
  }

  get currentLocalDescription(): RTCSessionDescriptionInit | null {
    return this.currentLocal && toSessionDescription(this.#withCandidates(this.currentLocal));
  }

  get pendingLocalDescription(): RTCSessionDescriptionInit | null {
    return this.pendingLocal && toSessionDescription(this.#withCandidates(this.pendingLocal));
  }

  get remoteDescription(): RTCSessionDescriptionInit | null {
    const description = this.pendingRemote ?? this.currentRemote;
    return description && toSessionDescription(description);
  }

  /** Whether something is still to be negotiated. */
  get isNegotiationNeeded(): boolean {
    return this.#wanted > this.#negotiated || this.#fragmentToReplace !== null;
  }

  /** What could happen next, each once. */
  actions(): SimulatedAction[] {
    const actions = this.gathering.actions();
    const [operation] = this.#chain;
    if (operation !== undefined) actions.push({ kind: 'operation', run: () => this.#step(operation) });
    if (this.#tasks.length > 0) actions.push({ kind: 'task', run: () => this.#tasks.shift()?.() });
    return actions;
  }

  /** Like addTransceiver: something more is to be negotiated. */
  want(): void {
    this.#wanted += 1;
    this.#updateNegotiationNeeded();
  }

  restartIce(): void {
    this.#fragmentToReplace = (this.pendingLocal ?? this.currentLocal)?.fragment ?? null;
    this.#updateNegotiationNeeded();
  }

  async createOffer(options: RTCOfferOptions = {}): Promise<RTCSessionDescriptionInit> {
    let made: SimulatedDescription | undefined;
    await this.#enqueue([
      () => {
        made = this.#makeOffer(options.iceRestart);
      },
    ]);
    return toSessionDescription(made as SimulatedDescription);
  }

  setLocalDescription(init?: RTCSessionDescriptionInit): Promise<void> {
    if (init !== undefined) return this.#enqueue([() => this.#setLocal(fromSessionDescription(init))]);
    let made: SimulatedDescription;
    return this.#enqueue([
      () => {
        made = this.signalingState === 'have-remote-offer' ? this.#makeAnswer() : this.#makeOffer();
      },
      () => this.#setLocal(made),
    ]);
  }

  setRemoteDescription(init: RTCSessionDescriptionInit): Promise<void> {
    return this.#enqueue([() => this.#setRemote(fromSessionDescription(init))]);
  }

  addIceCandidate(candidate: RTCIceCandidateInit | null = null): Promise<void> {
    return this.#enqueue([
      () => {
        const remotes = [this.pendingRemote, this.currentRemote].filter((each) => each !== null);
        const [newest] = remotes;
        if (newest === undefined) throw new DOMException('no remote description', 'InvalidStateError');
        const fragment = candidate?.usernameFragment ?? newest.fragment;
        if (!remotes.some((each) => each.fragment === fragment)) {
          throw new DOMException(`no remote credentials ${fragment}`, 'OperationError');
        }
        this.#add(fragment, candidate?.candidate || 'end');
      },
    ]);
  }

  /** There may be something new among the actions. */
  protected stirred(): void {}

  /** The media sections of the offer that is about to be made. */
  protected offeredSections(): readonly SimulatedSection[] {
    return [];
  }

  /** Candidates are being found under this fragment, or were already. */
  protected gathers(_fragment: string): void {}

  /** A description of the other side is set. */
  protected remoteDescriptionSet(_description: SimulatedDescription): void {}

  /** A candidate of the other side is known, or that there are no more. */
  protected remoteCandidateAdded(): void {}

  /** Both descriptions of a negotiation are set. */
  protected agreed(_local: SimulatedDescription): void {}

  #enqueue(steps: (() => void)[]): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#chain.push({ steps, resolve, reject });
    this.stirred();
    return promise;
  }

  #step(operation: Operation): void {
    try {
      operation.steps.shift()?.();
      if (operation.steps.length > 0) return;
      operation.resolve();
    } catch (error) {
      operation.reject(error);
    }
    this.#chain.shift();
    if (this.#chain.length > 0 || !this.#updateOnEmptyChain) return;
    this.#updateOnEmptyChain = false;
    this.#updateNegotiationNeeded();
  }

  #makeOffer(iceRestart = false): SimulatedDescription {
    const current = this.currentLocal?.fragment;
    const keeps = current !== undefined && current !== this.#fragmentToReplace && !iceRestart;
    return this.#make('offer', keeps ? current : this.#newFragment(), '', this.offeredSections());
  }

  #makeAnswer(): SimulatedDescription {
    const offer = this.pendingRemote;
    if (offer === null) throw new DOMException('no offer to answer', 'InvalidStateError');
    const current = this.currentLocal?.fragment;
    const keeps = current !== undefined && this.currentRemote?.fragment === offer.fragment;
    return this.#make('answer', keeps ? current : this.#newFragment(), offer.serial, offer.sections);
  }

  #make(
    type: 'offer' | 'answer',
    fragment: string,
    answers: string,
    sections: readonly SimulatedSection[],
  ): SimulatedDescription {
    this.#serials += 1;
    const serial = `${this.#name}${this.#serials}`;
    return {
      type,
      fragment,
      answers,
      base: this.#agreedOffer,
      sections,
      serial,
      revision: this.#wanted,
      candidates: [],
      endOfCandidates: false,
    };
  }

  /** What is said of a description also names the candidates that were found since (W3C webrtc-pc, 4.4.1.17). */
  #withCandidates(description: SimulatedDescription): SimulatedDescription {
    return { ...description, ...this.gathering.found(description.fragment) };
  }

  /** Adding the same again changes nothing. */
  #add(fragment: string, candidate: string): void {
    const entry = `${fragment} ${candidate}`;
    if (this.added.includes(entry)) return;
    this.added.push(entry);
    this.remoteCandidateAdded();
  }

  #newFragment(): string {
    return `${this.#name}-ufrag-${this.#serials + 1}`;
  }

  #setLocal(description: SimulatedDescription): void {
    if (description.type === 'offer') {
      if (this.signalingState === 'have-remote-offer') throw invalidState('a local offer', this.signalingState);
      this.#abandonGathering();
      this.pendingLocal = description;
      this.signalingState = 'have-local-offer';
    } else {
      if (this.signalingState !== 'have-remote-offer') throw invalidState('a local answer', this.signalingState);
      this.#agree(description, this.pendingRemote);
    }
    this.gathering.begin(description.fragment);
    this.gathers(description.fragment);
    this.#afterStateChange();
  }

  #setRemote(description: SimulatedDescription): void {
    if (description.type === 'offer') {
      if (![description.base, description.serial].includes(this.#agreedOffer)) {
        // This side took back what the other has answered. A browser takes it, and has every media section twice.
        throw new DOMException(`an offer that builds on ${description.base}`, 'InvalidAccessError');
      }
      if (this.signalingState === 'have-local-offer') this.#rollBack();
      if (this.#tookBackPlainOffer && description.fragment !== this.currentRemote?.fragment) {
        // As Firefox does, though the standard does not say so.
        throw new DOMException('ICE restart after a plain offer was taken back', 'InvalidAccessError');
      }
      this.pendingRemote = description;
      this.signalingState = 'have-remote-offer';
    } else {
      if (this.signalingState !== 'have-local-offer') throw invalidState('a remote answer', this.signalingState);
      if (description.answers !== this.pendingLocal?.serial) {
        throw new DOMException('the answer does not fit the offer', 'InvalidAccessError');
      }
      this.#negotiated = this.pendingLocal.revision;
      this.#agree(this.pendingLocal, description);
    }
    for (const candidate of description.candidates) this.#add(description.fragment, candidate);
    if (description.endOfCandidates) this.#add(description.fragment, 'end');
    this.remoteDescriptionSet(description);
    this.#afterStateChange();
  }

  #rollBack(): void {
    this.#tookBackPlainOffer = this.pendingLocal?.fragment === this.currentLocal?.fragment;
    this.#abandonGathering();
    this.pendingLocal = null;
    this.signalingState = 'stable';
  }

  /** Gathers no more for a pending offer that brought credentials of its own. */
  #abandonGathering(): void {
    const abandoned = this.pendingLocal?.fragment;
    if (abandoned !== undefined && abandoned !== this.currentLocal?.fragment) this.gathering.abandon(abandoned);
  }

  #agree(local: SimulatedDescription, remote: SimulatedDescription | null): void {
    const replaced = this.currentLocal?.fragment;
    this.#tookBackPlainOffer = false;
    this.firstFragment ??= local.fragment;
    this.#agreedOffer = (local.type === 'offer' ? local : remote)?.serial ?? '';
    this.currentLocal = local;
    this.currentRemote = remote;
    this.pendingLocal = null;
    this.pendingRemote = null;
    this.signalingState = 'stable';
    if (replaced !== undefined && replaced !== local.fragment) this.gathering.abandon(replaced);
    if (this.#fragmentToReplace !== local.fragment) this.#fragmentToReplace = null;
    this.agreed(local);
  }

  #afterStateChange(): void {
    if (this.signalingState !== 'stable') return;
    this.#negotiationNeeded = false;
    this.#updateNegotiationNeeded();
  }

  #updateNegotiationNeeded(): void {
    if (this.#chain.length > 0) {
      this.#updateOnEmptyChain = true;
      return;
    }
    this.#tasks.push(() => {
      if (this.#chain.length > 0) {
        this.#updateOnEmptyChain = true;
        return;
      }
      if (this.signalingState !== 'stable') return;
      const fire = this.isNegotiationNeeded && !this.#negotiationNeeded;
      this.#negotiationNeeded = this.isNegotiationNeeded;
      if (fire) this.dispatchEvent({ type: 'negotiationneeded' });
    });
    this.stirred();
  }

  #fireCandidate(candidate: RTCIceCandidateInit | null): void {
    const event = { type: 'icecandidate', candidate: candidate && { ...candidate, toJSON: () => candidate } };
    this.dispatchEvent(event);
  }
}

function invalidState(what: string, state: string): DOMException {
  return new DOMException(`${what} in ${state}`, 'InvalidStateError');
}
