import type { MediaSection } from '@rtc-call/contract';
import { setRemoteOffer, type YieldingPeerConnection } from './set-remote-offer.ts';
import { usernameFragments } from './ice-credentials.ts';
import { createNegotiation, transition } from './negotiation.machine.ts';
import type { NegotiationEffect, NegotiationEvent, NegotiationState } from './negotiation.state.ts';
import type { NegotiationFailure } from './negotiation-failure.ts';
import type { NegotiatedDescription, NegotiationMessage } from './negotiation-message.ts';

/** What a negotiation uses of a peer connection. */
export type NegotiatedPeerConnection = Pick<
  RTCPeerConnection,
  'localDescription' | 'addIceCandidate' | 'restartIce' | 'addEventListener' | 'removeEventListener'
> &
  YieldingPeerConnection;

/** What the media sections carry, for the other side to know. */
export interface MediaSections {
  /** All sections of the offer that is set. */
  describe(): readonly MediaSection[];
  /** The other side's offer is set, and is about to be answered: attach to its sections what is to be sent. */
  prepareAnswer(media: readonly MediaSection[]): Promise<void>;
}

export interface NegotiationDriverOptions {
  readonly peerConnection: NegotiatedPeerConnection;
  readonly media: MediaSections;
  /** Who gives way when both offer at once. One of the two sides, not both. */
  readonly polite: boolean;
  /** What the ids of this side's offers begin with; the two sides' must differ. */
  readonly idPrefix: string;
  /** Hands a message to the signaling, which keeps the order. Whoever learns that some were lost calls `sayAgain`. */
  send(message: NegotiationMessage): void;
  /** Something was refused; unless it was a candidate, the state is `failed` now. */
  report(failure: NegotiationFailure): void;
  /** The state is another. */
  changed(state: NegotiationState): void;
  /** The machine's rule; another one only to show that a test notices. */
  readonly transition?: typeof transition;
}

/**
 * Runs a negotiation over a peer connection: does its effects one after the
 * other, and tells it what the browser does. It decides nothing.
 */
export class NegotiationDriver {
  readonly #options: NegotiationDriverOptions;
  readonly #transition: typeof transition;
  readonly #listening = new AbortController();
  #state: NegotiationState;
  /** What happened and is not yet dealt with; the first is being dealt with. */
  readonly #events: NegotiationEvent[] = [];
  /** The end of the work that is queued on the peer connection. What the browser refuses is an event, not a rejection. */
  #work: Promise<void> = Promise.resolve();

  constructor(options: NegotiationDriverOptions) {
    this.#options = options;
    this.#transition = options.transition ?? transition;
    this.#state = createNegotiation(options);
    const { peerConnection } = options;
    const { signal } = this.#listening;
    peerConnection.addEventListener('negotiationneeded', () => this.#dispatch({ type: 'negotiation-needed' }), {
      signal,
    });
    peerConnection.addEventListener('icecandidate', ({ candidate }) => this.#found(candidate), { signal });
  }

  get state(): NegotiationState {
    return this.#state;
  }

  /** A message of the other side has come. */
  receive(message: NegotiationMessage): void {
    const { id } = message;
    if (message.type === 'description') {
      this.#dispatch({ type: 'remote-description', id, description: message.description });
    } else {
      this.#dispatch({ type: 'remote-candidate', id, candidate: message.candidate });
    }
  }

  /** What either side has said may be lost. `isConnected`: whether the two sides are connected all the same. */
  sayAgain({ isConnected }: { readonly isConnected: boolean }): void {
    const { pendingLocalDescription, currentLocalDescription } = this.#options.peerConnection;
    const offer = pendingLocalDescription?.type === 'offer' ? this.#describe('offer', pendingLocalDescription) : null;
    const answer =
      currentLocalDescription?.type === 'answer' ? this.#describe('answer', currentLocalDescription) : null;
    this.#dispatch({ type: 'say-again', offer, answer, isConnected });
  }

  /** Stops listening, and does nothing more. The peer connection is left to its owner. */
  close(): void {
    this.#listening.abort();
    this.#dispatch({ type: 'close' });
  }

  #found(candidate: RTCIceCandidate | null): void {
    // The end is an empty candidate in the standard and in Firefox, and null when all gathering is done.
    const isEnd = candidate === null || candidate.candidate === '';
    this.#dispatch({
      type: 'local-candidate',
      candidate: isEnd ? null : candidate.toJSON(),
      usernameFragment: candidate?.usernameFragment ?? this.#gatheredFragment(),
    });
  }

  /** What the browser gathers for at this moment. */
  #gatheredFragment(): string | null {
    const [fragment] = usernameFragments(this.#options.peerConnection.localDescription?.sdp ?? '');
    return fragment ?? null;
  }

  /** One event after the other, also when a listener causes the next. */
  #dispatch(event: NegotiationEvent): void {
    this.#events.push(event);
    if (this.#events.length > 1) return;
    for (let next = this.#events[0]; next !== undefined; next = this.#events[0]) {
      this.#advance(next);
      this.#events.shift();
    }
  }

  #advance(event: NegotiationEvent): void {
    const before = this.#state;
    const { state, effects } = this.#transition(before, event);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    if (state !== before) this.#options.changed(state);
  }

  #perform(effect: NegotiationEffect): void {
    switch (effect.type) {
      case 'send':
        return this.#options.send(effect.message);
      case 'restart-ice':
        return this.#options.peerConnection.restartIce();
      case 'report':
        return this.#options.report(effect.failure);
      case 'add-candidate':
        return this.#queue(
          () => this.#options.peerConnection.addIceCandidate(effect.candidate),
          (message) => ({ type: 'candidate-refused', id: effect.id, message }),
        );
      case 'set-remote-description': {
        const { run, description } = effect;
        return this.#queue(
          () => this.#setRemoteDescription(description),
          (message) => ({ type: 'refused', run, message }),
          () => ({ type: 'remote-description-set', run }),
        );
      }
      case 'create-and-set-local-offer':
        return this.#setLocalDescription('offer', effect.run, []);
      case 'create-and-set-local-answer':
        return this.#setLocalDescription('answer', effect.run, effect.media);
    }
  }

  #setRemoteDescription({ type, sdp }: NegotiatedDescription): Promise<void> {
    const { peerConnection } = this.#options;
    if (type === 'offer') return setRemoteOffer(peerConnection, { type, sdp });
    return peerConnection.setRemoteDescription({ type, sdp });
  }

  #setLocalDescription(type: 'offer' | 'answer', run: number, media: readonly MediaSection[]): void {
    const { peerConnection, media: sections } = this.#options;
    this.#queue(
      async () => {
        if (type === 'answer') await sections.prepareAnswer(media);
        await peerConnection.setLocalDescription();
      },
      (message) => ({ type: 'refused', run, message }),
      () => {
        const { localDescription } = peerConnection;
        if (localDescription?.type !== type) {
          const message = `the browser made ${localDescription?.type ?? 'nothing'} where an ${type} was due`;
          return { type: 'refused', run, message };
        }
        return { type: 'local-description-set', run, description: this.#describe(type, localDescription) };
      },
    );
  }

  /** A local description, and what its media sections carry. */
  #describe(type: 'offer' | 'answer', { sdp = '' }: RTCSessionDescriptionInit): NegotiatedDescription {
    return { type, sdp, media: type === 'offer' ? this.#options.media.describe() : [] };
  }

  /** Does a piece of work after those before it, unless all work has become needless meanwhile. */
  #queue(
    work: () => Promise<void>,
    onRefused: (message: string) => NegotiationEvent,
    onDone?: () => NegotiationEvent,
  ): void {
    this.#work = this.#work.then(async () => {
      if (this.#listening.signal.aborted || this.#state.phase.name === 'failed') return;
      const event = await work().then(
        () => onDone?.(),
        (thrown: unknown) => onRefused(thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)),
      );
      if (event !== undefined) this.#dispatch(event);
    });
  }
}
