import { type Participant, Profile, type Signal, type Welcome } from '@rtc-call/contract';
import { CallError } from '../errors/call-error.ts';
import { IceServers } from '../ice/ice-servers.driver.ts';
import type { LinkLife } from '../link/link-life.ts';
import type { Clock } from '../ports/clock.ts';
import type { PeerConnections } from '../ports/peer-connections.ts';
import type { Random } from '../ports/random.ts';
import type { StreamEvent } from '../recording/call-event.ts';
import { watchStreams } from '../recording/stream-events.ts';
import type { RoomEvent } from '../signaling/room-event.ts';
import { SignalingSession } from '../signaling/session.driver.ts';
import { transition } from '../signaling/session.machine.ts';
import type { SignalingTransport } from '../signaling/signaling-transport.ts';
import type { StreamSlot } from '../stream-slots/stream-slots.ts';
import type { CallReport } from './call-report.ts';
import type { CallRules } from './call-rules.ts';
import { LinkSet } from './link-set.ts';
import type { OutgoingTracks } from './pair-options.ts';
import { afterEvent, afterWelcome } from './reconciliation.ts';
import type { Roster, RosterChange, RosterStep } from './roster.ts';
import type { ServerConnection } from './snapshot.ts';

/** How long the server may take from the wish to enter to the welcome, in milliseconds. A return may take longer. */
export const JOIN_WITHIN_MS = 15_000;

export interface StayOptions {
  readonly room: string;
  readonly transport: SignalingTransport;
  readonly peerConnections: PeerConnections;
  readonly clock: Clock;
  readonly random: Random;
  /** What the page before this one was in the room with; null at a first joining. */
  readonly resumeToken: string | null;
  /** How much the pages before this one have asked for; 0 at a first joining. */
  readonly attempts: number;
  /** Waits until a stream may be opened. */
  enter(signal: AbortSignal): Promise<StreamSlot>;
  profile(): Profile;
  tracks(): OutgoingTracks;
  /** The participant is in the room, which was told this of it: at first, and each time that the roster came anew. */
  welcomed(told: Profile): void;
  connection(connection: ServerConnection): void;
  /** Somebody or a link changed. */
  changed(): void;
  report(report: CallReport): void;
  /** See LinkSetOptions. */
  onLink?(life: LinkLife): void;
  /** Told of each signal that is handed to the signaling or comes out of it, and of whom it is to or from. */
  onSignal?(direction: 'sent' | 'received', participantId: string, signal: Signal): void;
  /** Told what happens to the stream from the server. */
  onStream?(event: StreamEvent): void;
  readonly rules?: CallRules;
  /** The stay is over; null when the participant left by itself. Told once. */
  ended(error: CallError | null): void;
}

/**
 * One stay in the room, from the wish to enter to its end. It owns what a stay
 * needs and nothing else does: the connection's slot, the signaling session,
 * the roster and the links. A new join makes a new stay, so nothing of an old
 * one can reach it.
 *
 * The links outlive the connection to the server: only what the roster says of
 * a participant makes, renews or closes one.
 */
export class Stay {
  readonly #options: StayOptions;
  readonly #rules: CallRules;
  readonly #session: SignalingSession;
  readonly #links: LinkSet;
  readonly #iceServers: IceServers;
  /** Aborted when the stay is over. */
  readonly #over = new AbortController();
  #stopWaiting = () => {};
  #slot: StreamSlot | null = null;
  #roster: Roster | null = null;

  constructor(options: StayOptions) {
    this.#options = options;
    this.#rules = options.rules ?? {};
    const { transport, peerConnections, clock, random, tracks, changed, report, onLink, onStream } = options;
    const { session: decide = transition } = this.#rules;
    this.#session = new SignalingSession({
      transport,
      clock,
      random,
      decide: onStream ? watchStreams(decide, onStream) : decide,
      listener: {
        welcome: (welcome, epoch) => this.#welcome(welcome, epoch),
        event: (event) => this.#event(event),
        connection: (state) => this.#connected(state),
        closed: (error) => this.#end(error),
      },
    });
    this.#iceServers = new IceServers({
      clock,
      random,
      ask: (signal) => this.#session.freshIceServers(signal),
      changed: (configuration) => this.#links.configure(configuration),
      ...(this.#rules.iceServers && { decide: this.#rules.iceServers }),
    });
    this.#links = new LinkSet({
      peerConnections,
      clock,
      random,
      tracks,
      changed,
      report,
      ...(onLink && { onLink }),
      ...(this.#rules.negotiation && { transition: this.#rules.negotiation }),
      ...(this.#rules.recovery && { recovery: this.#rules.recovery }),
      configuration: () => this.#iceServers.configuration,
      // Media that stall have often lost the same network as the signaling.
      stalled: () => this.#session.suspect(),
      unconnected: () => this.#iceServers.doubt(),
      send: (to, signal) => this.#signal(to, signal),
      epoch: () => this.#roster?.epoch ?? '',
      renew: (participantId) => this.#renew(participantId),
    });
  }

  /** Null until the participant is in the room. */
  get roster(): Roster | null {
    return this.#roster;
  }

  get links(): LinkSet {
    return this.#links;
  }

  /** What the page after this one comes back with; null while there is nothing to come back to. */
  get resumeToken(): string | null {
    return this.#session.resumeToken ?? this.#options.resumeToken;
  }

  /** How much was asked for so far, by this page and those before it. */
  get attempts(): number {
    return Math.max(this.#session.attempts, this.#options.attempts);
  }

  /** Resolves when the wish to enter is with the server, or the stay is over. */
  async run(): Promise<void> {
    const { enter, room, profile, resumeToken, attempts, clock } = this.#options;
    if (resumeToken === null) this.#stopWaiting = clock.after(JOIN_WITHIN_MS, () => this.#giveUp());
    try {
      this.#slot = await enter(this.#over.signal);
    } catch (thrown) {
      return this.#end(CallError.from(thrown));
    }
    // Somebody may have left while the door was opening.
    if (this.#over.signal.aborted) return this.#slot.release();
    this.#session.open({ room, profile, resumeToken, attempts });
  }

  tellProfile(): void {
    this.#session.say({ message: { oneofKind: 'profile', profile: this.#options.profile() } });
  }

  /** What failed a moment ago may work now. */
  nudge(): void {
    this.#session.nudge();
    this.#iceServers.wake();
    this.#links.nudge();
  }

  /** The page goes away, and may be back: reloaded, or by `show`. */
  hide(): void {
    this.#session.hide();
  }

  /** The page is back as it was. */
  show(): void {
    this.#session.show();
    this.#iceServers.wake();
  }

  leave(): void {
    this.#session.leave();
  }

  #welcome(welcome: Welcome, epoch: string): void {
    this.#stopWaiting();
    this.#iceServers.give(welcome.ice);
    const step = (this.#rules.afterWelcome ?? afterWelcome)(this.#roster, welcome, epoch);
    this.#adopt(step);
    this.#options.welcomed(step.roster.self.profile ?? Profile.create());
  }

  #connected(connection: ServerConnection): void {
    if (connection === 'online') {
      this.#iceServers.wake();
      this.#links.nudge();
    }
    this.#options.connection(connection);
  }

  #event(event: RoomEvent): void {
    if (this.#roster === null) return;
    if (event.oneofKind === 'signalReceived') {
      const { from, signal } = event.signalReceived;
      if (signal === undefined) return;
      this.#options.onSignal?.('received', from, signal);
      this.#links.receive(from, signal);
      return;
    }
    this.#adopt((this.#rules.afterEvent ?? afterEvent)(this.#roster, event));
    this.#options.changed();
  }

  #adopt({ roster, changes }: RosterStep): void {
    this.#roster = roster;
    for (const change of changes) this.#apply(change, roster);
  }

  #apply(change: RosterChange, roster: Roster): void {
    switch (change.type) {
      case 'came':
      case 'renewed':
        return this.#openLink(change.participant, roster);
      case 'returned':
        return this.#links.sayAgain(change.participantId);
      case 'left':
        return this.#links.close(change.participantId);
    }
  }

  /** A link whose other end is not what this end was made for. */
  #renew(participantId: string): void {
    const participant = this.#roster?.others.find(({ id }) => id === participantId);
    if (participant !== undefined && this.#roster !== null) this.#openLink(participant, this.#roster);
  }

  #openLink(participant: Participant, { self, epoch, settled }: Roster): void {
    const role = participant.arrived < self.arrived ? 'offerer' : 'answerer';
    this.#links.open({ participant, role, epoch, mayHaveKept: !settled });
  }

  #signal({ id: to, incarnation: toIncarnation }: Participant, signal: Signal): void {
    this.#options.onSignal?.('sent', to, signal);
    this.#session.say({ message: { oneofKind: 'signal', signal: { to, toIncarnation, signal } } });
  }

  #giveUp(): void {
    const seconds = JOIN_WITHIN_MS / 1_000;
    const message = `The call server did not answer within ${seconds} seconds. Try again later.`;
    this.#end(new CallError('server-unreachable', message, { retryable: true }));
    this.#session.leave();
  }

  #end(error: CallError | null): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    this.#stopWaiting();
    this.#iceServers.close();
    this.#links.closeAll();
    this.#slot?.release();
    this.#roster = null;
    this.#options.ended(error);
  }
}
