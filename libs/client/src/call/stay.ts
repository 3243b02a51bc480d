import type { Profile, Signal, Welcome } from '@rtc-call/contract';
import { CallError } from '../errors/call-error.ts';
import type { Clock } from '../ports/clock.ts';
import type { PeerConnections } from '../ports/peer-connections.ts';
import { SignalingSession } from '../signaling/session.driver.ts';
import type { RoomEvent } from '../signaling/session.machine.ts';
import type { SignalingTransport } from '../signaling/signaling-transport.ts';
import type { StreamSlot } from '../stream-slots/stream-slots.ts';
import { iceServersOf } from './ice-servers.ts';
import { LinkSet, type OutgoingTracks } from './link-set.ts';
import { evolveRoster, type Roster, rosterOf } from './roster.ts';
import type { SourceKind } from './snapshot.ts';

/** How long the server may take from the wish to enter to the welcome, in milliseconds. */
export const JOIN_WITHIN_MS = 15_000;

export interface StayOptions {
  readonly room: string;
  readonly transport: SignalingTransport;
  readonly peerConnections: PeerConnections;
  readonly clock: Clock;
  /** See passEntrance. */
  enter(signal: AbortSignal): Promise<StreamSlot>;
  profile(): Profile;
  tracks(): OutgoingTracks;
  /** The participant is in the room. */
  welcomed(): void;
  /** Somebody or a link changed. */
  changed(): void;
  /** The stay is over; null when the participant left by itself. Told once. */
  ended(error: CallError | null): void;
}

/**
 * One stay in the room, from the wish to enter to its end. It owns what a stay
 * needs and nothing else does: the connection's slot, the signaling session,
 * the roster and the links. A new join makes a new stay, so nothing of an old
 * one can reach it.
 */
export class Stay {
  readonly #options: StayOptions;
  readonly #session: SignalingSession;
  /** Aborted when the stay is over. */
  readonly #over = new AbortController();
  #stopWaiting = () => {};
  #slot: StreamSlot | null = null;
  #roster: Roster | null = null;
  #links: LinkSet | null = null;

  constructor(options: StayOptions) {
    this.#options = options;
    this.#session = new SignalingSession(options.transport, options.clock, {
      welcome: (welcome) => this.#welcome(welcome),
      event: (event) => this.#event(event),
      closed: (error) => this.#end(error),
    });
  }

  get roster(): Roster | null {
    return this.#roster;
  }

  get links(): LinkSet | null {
    return this.#links;
  }

  /** Resolves when the stay is over. */
  async run(): Promise<void> {
    const { enter, room, profile, clock } = this.#options;
    this.#stopWaiting = clock.after(JOIN_WITHIN_MS, () => this.#giveUp());
    try {
      this.#slot = await enter(this.#over.signal);
    } catch (thrown) {
      return this.#end(CallError.from(thrown));
    }
    // Somebody may have left while the door was opening.
    if (this.#over.signal.aborted) return this.#slot.release();
    await this.#session.open({ room, profile: profile() });
  }

  tellProfile(): void {
    this.#session.say({ message: { oneofKind: 'profile', profile: this.#options.profile() } });
  }

  setTrack(kind: SourceKind, track: MediaStreamTrack | null): void {
    this.#links?.setTrack(kind, track);
  }

  leave(): void {
    this.#session.leave();
  }

  #welcome(welcome: Welcome): void {
    const { peerConnections, clock, tracks, changed, welcomed } = this.#options;
    this.#stopWaiting();
    this.#roster = rosterOf(welcome);
    this.#links = new LinkSet({
      peerConnections,
      clock,
      configuration: { iceServers: iceServersOf(welcome) },
      tracks,
      changed,
      send: (to, signal) => this.#signal(to, signal),
    });
    for (const { id } of this.#roster.others) this.#links.open(id, 'offerer');
    welcomed();
  }

  #event(event: RoomEvent): void {
    if (this.#roster === null || this.#links === null) return;
    this.#roster = evolveRoster(this.#roster, event);
    switch (event.oneofKind) {
      case 'participantJoined':
        if (event.participantJoined.participant !== undefined) {
          this.#links.open(event.participantJoined.participant.id, 'answerer');
        }
        break;
      case 'participantLeft':
        this.#links.close(event.participantLeft.participantId);
        break;
      case 'signalReceived': {
        const { from, signal } = event.signalReceived;
        if (signal !== undefined) this.#links.receive(from, signal);
        return;
      }
      case 'participantUpdated':
        break;
    }
    this.#options.changed();
  }

  #signal(to: string, signal: Signal): void {
    this.#session.say({ message: { oneofKind: 'signal', signal: { to, signal } } });
  }

  #giveUp(): void {
    const seconds = JOIN_WITHIN_MS / 1_000;
    this.#end(
      new CallError(
        'server-unreachable',
        `The call server did not answer within ${seconds} seconds. Try again later.`,
        {
          retryable: true,
        },
      ),
    );
    this.#session.leave();
  }

  #end(error: CallError | null): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    this.#stopWaiting();
    this.#links?.closeAll();
    this.#slot?.release();
    this.#links = null;
    this.#roster = null;
    this.#options.ended(error);
  }
}
