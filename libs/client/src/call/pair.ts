import type { Participant, Signal } from '@rtc-call/contract';
import { Link, type LinkOptions, type LinkRole } from '../link/link.ts';
import type { LinkHealth } from '../link/link-health.ts';
import type { LinkLife } from '../link/link-life.ts';
import { greeting } from '../link/link-signal.ts';
import type { Clock } from '../ports/clock.ts';
import type { PeerConnections } from '../ports/peer-connections.ts';
import type { Random } from '../ports/random.ts';
import { LINGER_MS } from '../recovery/recovery.limits.ts';
import {
  type RecoveryEffect,
  type RecoveryEvent,
  type RecoveryState,
  recoveryTransition,
  startingRecovery,
} from '../recovery/recovery.machine.ts';
import type { CallReport } from './call-report.ts';
import type { SourceKind } from './snapshot.ts';

/** The tracks that every link sends; null is silence or no picture. */
export type OutgoingTracks = Readonly<Record<SourceKind, MediaStreamTrack | null>>;

/** Which life of a participant a link leads to, and who offers it. */
export interface LinkEnd {
  readonly participant: Participant;
  readonly role: LinkRole;
  /** The epoch of the room in which the first link is made. Those that replace it keep it. */
  readonly epoch: string;
  /** Whether the participant may have kept a link from an earlier epoch. */
  readonly mayHaveKept: boolean;
}

export interface PairOptions {
  readonly peerConnections: PeerConnections;
  readonly clock: Clock;
  readonly random: Random;
  /** One for all links: microphone and camera are to be played in sync. */
  readonly stream: MediaStream;
  /** The tracks at the time a link is made. */
  tracks(): OutgoingTracks;
  /** The ICE servers at the time a link is made. */
  configuration(): RTCConfiguration;
  /** Hands a signal for this life of a participant to the signaling. */
  send(to: Participant, signal: Signal): void;
  /** The leading link is in another state, or another one, or receives another track. */
  changed(): void;
  /** The path of a link that worked is dead: the network may be gone. */
  stalled(): void;
  /** No path was found: the ICE servers may be of no use any more. What is learned comes by `configure`. */
  unconnected?(): void;
  report(report: CallReport): void;
  /** Told of each link as it is made, leads and is closed. */
  onLink?(life: LinkLife): void;
  /** See LinkOptions. */
  readonly transition?: LinkOptions['transition'];
  /** What decides when a link is replaced. Default: its machine. */
  readonly recovery?: typeof recoveryTransition;
}

const FIRST_GENERATION = 1;

/**
 * What this participant holds towards another: the link that leads, and at
 * times a successor that is to replace it, or the one before it that has not
 * ended yet. All of them send the same tracks.
 */
export class Pair {
  readonly end: LinkEnd;
  readonly #options: PairOptions;
  readonly #decide: typeof recoveryTransition;
  #state: RecoveryState = startingRecovery(FIRST_GENERATION);
  #leading: Link;
  #successor: Link | null = null;
  #retired: Link | null = null;
  #stopTimer = () => {};
  #stopLingering = () => {};

  constructor(end: LinkEnd, options: PairOptions) {
    this.end = end;
    this.#options = options;
    this.#decide = options.recovery ?? recoveryTransition;
    this.#leading = this.#make(FIRST_GENERATION);
    this.#tell(this.#leading, 'leads');
    if (end.mayHaveKept) this.greet();
  }

  /** The link whose tracks are shown. */
  get leading(): Link {
    return this.#leading;
  }

  /** Takes a signal of the other end. What is for a link that is closed is dropped. */
  receive(signal: Signal): void {
    const { generation } = signal;
    this.#dispatch({ type: 'asked', generation });
    for (const link of this.#current) link.receive(signal);
  }

  /** What was said last over these links may be lost. */
  sayAgain(): void {
    for (const link of this.#current) {
      link.sayAgain();
      if (!link.isAgreed) this.#greetAs(link);
    }
  }

  /** Says that this end is here, and from which epoch, to who cannot see it by an offer. */
  greet(): void {
    this.#greetAs(this.#leading);
  }

  /** Sends this track from now on. A link that cannot is reported, and keeps the track that it had. */
  setTrack(kind: SourceKind, track: MediaStreamTrack | null): void {
    for (const link of this.#all) {
      link.setTrack(kind, track).catch((error: unknown) => {
        const { id: participantId } = this.end.participant;
        if (this.#all.includes(link)) this.#options.report({ type: 'track-refused', participantId, kind, error });
      });
    }
  }

  /** Gives the links new ICE servers, for the next time that they look for a path. */
  configure(configuration: RTCConfiguration): void {
    for (const link of this.#all) link.configure(configuration);
  }

  /** What did not work a moment ago may work now. */
  nudge(): void {
    this.#dispatch({ type: 'nudge' });
  }

  /** Ends all links. */
  close(): void {
    this.#stopTimer();
    this.#stopLingering();
    const links = this.#all;
    this.#successor = null;
    this.#retired = null;
    for (const link of links) this.#end(link);
  }

  /** Those that can be negotiated. */
  get #current(): readonly Link[] {
    return [this.#leading, this.#successor].filter((link) => link !== null);
  }

  get #all(): readonly Link[] {
    return [this.#retired, ...this.#current].filter((link) => link !== null);
  }

  #make(generation: number): Link {
    const { participant, role, epoch } = this.end;
    const { peerConnections, clock, stream, configuration, tracks, send, report, transition } = this.#options;
    const link = new Link({
      peerConnections,
      clock,
      configuration: configuration(),
      role,
      polite: role === 'offerer',
      generation,
      epoch,
      tracks: tracks(),
      stream,
      send: (signal) => send(participant, signal),
      report: (failure) => report({ type: 'negotiation', participantId: participant.id, failure }),
      ...(transition && { transition }),
    });
    this.#tell(link, 'made');
    this.#watch(link);
    return link;
  }

  /** Tells the machine of what is new about a link, as long as it leads or is to lead. */
  #watch(link: Link): void {
    let { health, isAgreed } = link;
    link.subscribe(() => {
      const before = { health, isAgreed };
      ({ health, isAgreed } = link);
      const isBeingMade = link === (this.#successor ?? this.#leading);
      if (isAgreed && !before.isAgreed && isBeingMade) this.#dispatch({ type: 'agreed' });
      if (health !== before.health && link === this.#successor) this.#judge(SUCCESSORS_NEWS[health]);
      else if (health !== before.health && link === this.#leading) this.#judge(LEADERS_NEWS[health]);
      if (link === this.#leading) this.#options.changed();
    });
  }

  #judge(news: RecoveryEvent['type'] | null): void {
    if (news !== null && news !== 'asked') this.#dispatch({ type: news });
  }

  #dispatch(event: RecoveryEvent): void {
    const { state, effects } = this.#decide(this.#state, event);
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: RecoveryEffect): void {
    switch (effect.type) {
      case 'make':
        this.#successor = this.#make(effect.generation);
        return effect.ask ? this.#greetAs(this.#successor) : undefined;
      case 'take-over':
        return this.#takeOver();
      case 'drop':
        return this.#drop();
      case 'suspect':
        return this.#options.stalled();
      case 'refresh':
        return this.#options.unconnected?.();
      case 'set-timer':
        return this.#setTimer(effect.delayMs + effect.jitterMs * this.#options.random.next());
      case 'stop-timer':
        return this.#stopTimer();
    }
  }

  #setTimer(delayMs: number): void {
    this.#stopTimer();
    this.#stopTimer = this.#options.clock.after(delayMs, () => this.#dispatch({ type: 'timer' }));
  }

  /** The link before goes on for a moment: the other end still shows its tracks until it takes over, too. */
  #takeOver(): void {
    const successor = this.#successor;
    if (successor === null) return;
    this.#endRetired();
    this.#retired = this.#leading;
    this.#leading = successor;
    this.#successor = null;
    this.#stopLingering = this.#options.clock.after(LINGER_MS, () => this.#endRetired());
    this.#tell(successor, 'leads');
  }

  #endRetired(): void {
    this.#stopLingering();
    const retired = this.#retired;
    this.#retired = null;
    if (retired !== null) this.#end(retired);
  }

  #drop(): void {
    const successor = this.#successor;
    this.#successor = null;
    if (successor !== null) this.#end(successor);
  }

  #end(link: Link): void {
    link.close();
    this.#tell(link, 'closed');
  }

  #greetAs(link: Link): void {
    if (this.end.role === 'answerer') this.#options.send(this.end.participant, greeting(link.identity));
  }

  #tell(link: Link, moment: LinkLife['moment']): void {
    const { peerConnection, identity } = link;
    const { id: participantId } = this.end.participant;
    this.#options.onLink?.({ participantId, generation: identity.generation, peerConnection, moment });
  }
}

/** What the health of each of the two says to the machine. */
const LEADERS_NEWS = {
  starting: null,
  connected: 'works',
  proven: 'works',
  stalled: 'stalled',
  closed: 'closed',
  failed: 'failed',
} as const satisfies Record<LinkHealth, RecoveryEvent['type'] | null>;

const SUCCESSORS_NEWS = {
  starting: null,
  connected: null,
  proven: 'proven',
  stalled: 'spoiled',
  closed: 'spoiled',
  failed: 'spoiled',
} as const satisfies Record<LinkHealth, RecoveryEvent['type'] | null>;
