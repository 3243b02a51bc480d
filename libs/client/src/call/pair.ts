import type { Signal } from '@rtc-call/contract';
import { Link } from '../link/link.ts';
import type { LinkHealth } from '../link/link-health.ts';
import { MAIN_LINK } from '../link/link-identity.ts';
import type { LinkLife } from '../link/link-life.ts';
import { greeting } from '../link/link-signal.ts';
import { type LinkEffect, Recovery } from '../recovery/recovery.driver.ts';
import { isRequest, type RecoveryEvent } from '../recovery/recovery.machine.ts';
import { SuccessorRequests } from '../recovery/successor-requests.driver.ts';
import { PairLinks } from './pair-links.ts';
import type { LinkEnd, PairOptions } from './pair-options.ts';
import type { SourceKind } from './snapshot.ts';

const FIRST_GENERATION = 1;

/**
 * What this participant holds towards another: their links, which all send the
 * same tracks, and what replaces one by another. Whatever goes wrong with them
 * is reported, and stays between the two.
 */
export class Pair {
  readonly end: LinkEnd;
  readonly #options: PairOptions;
  readonly #links: PairLinks;
  readonly #recovery: Recovery;
  readonly #requests: SuccessorRequests;

  /** It does nothing before `open`, so that who is told of its links can already close it. */
  constructor(end: LinkEnd, options: PairOptions) {
    this.end = end;
    this.#options = options;
    const { clock, random, recovery } = options;
    this.#links = new PairLinks({
      clock,
      create: (generation) => this.#create(generation),
      tell: (link, moment) => this.#tell(link, moment),
    });
    this.#recovery = new Recovery({
      clock,
      random,
      generation: FIRST_GENERATION,
      ...(recovery && { decide: recovery }),
      act: (effect) => this.#act(effect),
      report: (error) => this.#fault(error),
    });
    this.#requests = new SuccessorRequests(clock, (generation, isLate) =>
      this.#recovery.take({ type: 'asked', generation, isLate }),
    );
  }

  /** Makes the first link. Only once. */
  open(): void {
    try {
      this.#links.open(FIRST_GENERATION);
    } catch (error) {
      this.#fault(error);
      this.#recovery.take({ type: 'failed' });
    }
    if (this.end.mayHaveKept) this.greet();
  }

  /** The link whose tracks are shown; null where none could be made yet. */
  get leading(): Link | null {
    return this.#links.leading;
  }

  /** Takes a signal of the other end. What is for a link that is closed is dropped, and so is what is for none. */
  receive(signal: Signal): void {
    if (signal.link !== MAIN_LINK) return;
    if (isRequest(this.#recovery.state, signal.generation)) this.#requests.ask(signal.generation);
    for (const link of this.#links.current) link.receive(signal);
  }

  /** What was said last over these links may be lost. */
  sayAgain(): void {
    for (const link of this.#links.current) {
      link.sayAgain();
      if (!link.isAgreed) this.#greetAs(link);
    }
  }

  /** Says that this end is here, and from which epoch, to who cannot see it by an offer. */
  greet(): void {
    if (this.leading !== null) this.#greetAs(this.leading);
  }

  /** Sends this track from now on. A link that cannot is reported, and keeps the track that it had. */
  setTrack(kind: SourceKind, track: MediaStreamTrack | null): void {
    for (const link of this.#links.all) {
      link.setTrack(kind, track).catch((error: unknown) => {
        const { id: participantId } = this.end.participant;
        if (this.#links.all.includes(link)) this.#options.report({ type: 'track-refused', participantId, kind, error });
      });
    }
  }

  /** Gives the links new ICE servers, for the next time that they look for a path. */
  configure(configuration: RTCConfiguration): void {
    for (const link of this.#links.all) link.configure(configuration);
  }

  /** What did not work a moment ago may work now. */
  nudge(): void {
    this.#recovery.take({ type: 'nudge' });
  }

  /** Ends all links, for good. */
  close(): void {
    this.#recovery.close();
    this.#requests.close();
    this.#links.close();
  }

  #create(generation: number): Link {
    const { participant, role, epoch } = this.end;
    const { peerConnections, clock, stream, configuration, tracks, report, transition } = this.#options;
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
      send: (signal) => this.#send(signal),
      report: (failure) => report({ type: 'negotiation', participantId: participant.id, failure }),
      ...(transition && { transition }),
    });
    this.#watch(link);
    return link;
  }

  /** Tells the recovery of what is new about a link, as long as it leads or is to lead. */
  #watch(link: Link): void {
    let { health, isAgreed } = link;
    link.subscribe(() => {
      const before = { health, isAgreed };
      ({ health, isAgreed } = link);
      const { leading, successor } = this.#links;
      if (isAgreed && !before.isAgreed && link === (successor ?? leading)) this.#recovery.take({ type: 'agreed' });
      if (health !== before.health) this.#judge(link, health);
      if (link === this.#links.leading) this.#options.changed();
    });
  }

  #judge(link: Link, health: LinkHealth): void {
    if (link === this.#links.successor) this.#learn(SUCCESSORS_NEWS[health]);
    else if (link === this.#links.leading) this.#learn(LEADERS_NEWS[health]);
  }

  #learn(news: Exclude<RecoveryEvent['type'], 'asked'> | null): void {
    if (news !== null) this.#recovery.take({ type: news });
  }

  #act(effect: LinkEffect): void {
    switch (effect.type) {
      case 'make':
        this.#links.make(effect.generation);
        if (effect.ask && this.#links.successor !== null) this.#greetAs(this.#links.successor);
        return;
      case 'take-over':
        this.#requests.proven();
        return this.#links.takeOver();
      case 'drop':
        return this.#links.drop();
      case 'suspect':
        return this.#options.stalled();
      case 'refresh':
        return this.#options.unconnected?.();
    }
  }

  #greetAs(link: Link): void {
    if (this.end.role === 'answerer') this.#send(greeting(link.identity));
  }

  /** What could not be said leaves a link without an agreement, which is tried anew. */
  #send(signal: Signal): void {
    try {
      this.#options.send(this.end.participant, signal);
    } catch (error) {
      this.#fault(error);
      const { leading, successor } = this.#links;
      if (signal.generation === successor?.identity.generation) this.#recovery.take({ type: 'spoiled' });
      else if (signal.generation === leading?.identity.generation) this.#recovery.take({ type: 'failed' });
    }
  }

  #fault(error: unknown): void {
    this.#options.report({ type: 'fault', participantId: this.end.participant.id, error });
  }

  #tell(link: Link, moment: LinkLife['moment']): void {
    const { peerConnection, identity } = link;
    const { id: participantId } = this.end.participant;
    this.#options.onLink?.({ participantId, generation: identity.generation, peerConnection, moment });
  }
}

/** What the health of each of the two says to the recovery. */
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
