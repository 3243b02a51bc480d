import { Profile } from '@rtc-call/contract';
import { passEntrance } from '../entrance/entrance.ts';
import { waitAtEntrance } from '../entrance/waiting-entrance.ts';
import { CallError } from '../errors/call-error.ts';
import type { AudioGraph } from '../levels/audio-graph.ts';
import { createLevels } from '../levels/levels.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connectivity } from '../ports/connectivity.ts';
import type { HttpPort } from '../ports/http.ts';
import type { MediaDevicesPort } from '../ports/media-devices.ts';
import type { PageLifecycle } from '../ports/page-lifecycle.ts';
import type { PageMemory } from '../ports/page-memory.ts';
import type { PeerConnections } from '../ports/peer-connections.ts';
import type { Random } from '../ports/random.ts';
import type { CallEvents } from '../recording/call-events.ts';
import { CallEventLog } from '../recording/call-event-log.ts';
import { CallTaps } from '../recording/call-taps.ts';
import { recordCall } from '../recording/record-call.ts';
import type { Recording } from '../recording/recording.ts';
import type { WritingOptions } from '../recording/write-recording.ts';
import type { SignalingTransport } from '../signaling/signaling-transport.ts';
import type { Locks } from '../stream-slots/held-lock.ts';
import type { CallStatistics } from '../statistics/link-statistics.ts';
import { createStatistics } from '../statistics/statistics.ts';
import type { StreamSlot } from '../stream-slots/stream-slots.ts';
import type { AudioLevels, Call, Observable } from './call.ts';
import { type CheckedOptions, displayNameFault } from './call-options.ts';
import type { CallReport } from './call-report.ts';
import type { CallRules } from './call-rules.ts';
import { OwnMedia } from './own-media.ts';
import { nextPhase, type PhaseInput } from './phase.machine.ts';
import { type ReturnTicket, ReturnTickets } from './return-ticket.ts';
import type { CallPhase, CallSnapshot, SourceKind } from './snapshot.ts';
import { buildSnapshot } from './snapshot-builder.ts';
import { Stay } from './stay.ts';
import { Store } from './store.ts';

/** What a call needs of the world around it. */
export interface CallPorts {
  readonly transport: SignalingTransport;
  readonly peerConnections: PeerConnections;
  readonly mediaDevices: MediaDevicesPort;
  readonly audioGraph: AudioGraph;
  readonly clock: Clock;
  readonly random: Random;
  readonly connectivity: Connectivity;
  readonly page: PageLifecycle;
  readonly memory: PageMemory;
  readonly http: HttpPort;
  /** Null where the browser has no Web Locks. */
  readonly locks: Locks | null;
  /** What the browser calls itself, for recordings. Default: it is not named. */
  readonly browser?: string;
  /** Told of what goes wrong and does not end the call. */
  report(report: CallReport): void;
  readonly rules?: CallRules;
}

/** The façade: it joins the parts to one another, and every change goes through `#refresh`. */
export class RoomCall implements Call {
  readonly levels: Observable<AudioLevels>;
  readonly statistics: Observable<CallStatistics>;
  readonly events: CallEvents;
  readonly #options: CheckedOptions;
  readonly #ports: CallPorts;
  readonly #media: OwnMedia;
  readonly #tickets: ReturnTickets;
  readonly #store: Store<CallSnapshot>;
  readonly #taps: CallTaps;
  readonly #cleanup: (() => void)[] = [];
  #displayName: string;
  #phase: CallPhase = { name: 'idle' };
  #stay: Stay | null = null;
  #joining: Promise<void> = Promise.resolve();
  #disposed = false;
  /** What the room knows of this participant; null outside the room. */
  #told: Profile | null = null;
  /** With what it is coming back; null once it is back, and when it is not. */
  #returningWith: ReturnTicket | null = null;

  /** Joins by itself where a page that was reloaded has left a ticket. */
  constructor(options: CheckedOptions, ports: CallPorts) {
    this.#options = options;
    this.#ports = ports;
    const { clock, audioGraph, mediaDevices, memory, page, connectivity } = ports;
    const { server, room, displayName, rejoinOnReload } = options;
    this.#displayName = displayName;
    this.#media = new OwnMedia(mediaDevices, (kind) => this.#mediaChanged(kind));
    this.#tickets = new ReturnTickets({ memory, clock, server, room });
    this.#store = new Store(this.#build(null));
    this.levels = createLevels({
      clock,
      audioGraph,
      sources: () => ({ self: this.#media.tracks.microphone, others: this.#stay?.links.audioReceivers() ?? [] }),
    });
    this.statistics = createStatistics({ clock, links: () => this.#stay?.links.leading() ?? [] });
    const log = new CallEventLog(clock, this.statistics);
    this.events = log;
    this.#taps = new CallTaps(log, clock, this.#store);
    this.#cleanup.push(
      page.onHide((persisted) => this.#pageHidden(persisted)),
      page.onShow((persisted) => persisted && this.#pageShown()),
      connectivity.onPromising(() => this.#stay?.nudge()),
    );
    const ticket = rejoinOnReload ? this.#tickets.take() : null;
    if (ticket !== null) this.#comeBack(ticket);
  }

  get snapshot(): CallSnapshot {
    return this.#store.value;
  }

  subscribe(listener: (snapshot: CallSnapshot) => void): () => void {
    return this.#store.subscribe(listener);
  }

  async join(): Promise<void> {
    if (this.#disposed) throw new CallError('invalid-argument', 'This call was disposed of. Make another one.');
    if (this.#stay === null) this.#enter(null);
    return this.#joining;
  }

  async leave(): Promise<void> {
    this.#stay?.leave();
    this.#media.release();
  }

  setDisplayName(displayName: string): void {
    const trimmed = displayName.trim();
    const fault = displayNameFault(trimmed);
    if (fault !== null) throw new CallError('invalid-argument', fault);
    this.#displayName = trimmed;
    this.#refresh();
  }

  turnOn(kind: SourceKind): Promise<void> {
    return this.#media.source(kind).turnOn();
  }

  turnOff(kind: SourceKind): Promise<void> {
    return this.#media.source(kind).turnOff();
  }

  chooseDevice(kind: SourceKind, deviceId: string | null): Promise<void> {
    return this.#media.source(kind).chooseDevice(deviceId);
  }

  record(options?: WritingOptions): Recording {
    const { clock, browser = '' } = this.#ports;
    const subject = () => ({ writtenAt: clock.now(), room: this.#options.room, browser });
    return recordCall(this.events, subject, options);
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.leave();
    this.#media.dispose();
    for (const end of this.#cleanup.splice(0)) end();
  }

  #comeBack(ticket: ReturnTicket): void {
    this.#displayName = ticket.displayName;
    this.#media.prepare(ticket.sources);
    this.#enter(ticket);
    // Nobody has asked for it, so nobody may be waiting; the phase tells of a failure.
    this.#joining.catch(() => {});
  }

  /** `ticket`: null at a first joining. */
  #enter(ticket: ReturnTicket | null): void {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#joining = promise;
    const { transport, peerConnections, clock, random, report, rules } = this.#ports;
    this.#returningWith = ticket;
    this.#stay = new Stay({
      room: this.#options.room,
      transport,
      peerConnections,
      clock,
      random,
      report: (told) => {
        this.#taps.report(told);
        report(told);
      },
      onLink: (life) => this.#taps.link(life),
      onSignal: (...signal) => this.#taps.signal(...signal),
      onStream: (event) => this.#taps.stream(event),
      ...(rules && { rules }),
      resumeToken: ticket?.resumeToken ?? null,
      attempts: ticket?.attempts ?? 0,
      enter: (signal) => this.#passEntrance(signal, ticket !== null),
      profile: () => this.#profile(),
      tracks: () => this.#media.tracks,
      connection: (connection) => this.#advance({ type: 'connection', connection }),
      changed: () => this.#refresh(),
      welcomed: (told) => {
        this.#told = told;
        this.#advance({ type: 'welcomed', at: ticket?.since ?? clock.now() });
        if (this.#returningWith !== null) this.#media.restore(this.#returningWith.sources);
        this.#returningWith = null;
        resolve();
      },
      ended: (error) => {
        this.#stay = null;
        // A page may leave while it goes: then the next one is not to come back.
        this.#tickets.takeBack();
        this.#told = null;
        this.#returningWith = null;
        this.#advance(error === null ? { type: 'leave' } : { type: 'fault', error });
        // However a stay ends: nobody is left with a camera that is on and no switch for it. After the phase, so that
        // no snapshot shows a participant who turned the devices off: what was on is what a rejoin brings back.
        this.#media.release();
        if (error === null) resolve();
        else reject(error);
      },
    });
    this.#advance({ type: 'join', returning: ticket !== null });
    void this.#stay.run();
  }

  #passEntrance(signal: AbortSignal, returning: boolean): Promise<StreamSlot> {
    const { clock, random, http, locks } = this.#ports;
    const entrance = { server: this.#options.server, http, locks, signal };
    return returning ? waitAtEntrance({ ...entrance, clock, random }) : passEntrance(entrance);
  }

  /** The page is closed or reloaded, and nobody can tell which; or it is kept as it is. */
  #pageHidden(persisted: boolean): void {
    if (this.#stay === null) return;
    const comesBack = this.#leaveTicket(this.#stay) || persisted;
    if (comesBack) this.#stay.hide();
    else void this.leave();
  }

  #leaveTicket({ resumeToken, attempts }: Stay): boolean {
    if (!this.#options.rejoinOnReload || resumeToken === null) return false;
    const present = {
      sources: this.#media.remember(),
      since: this.#phase.name === 'joined' ? this.#phase.since : null,
    };
    // A page that is not back yet passes on what it was to bring back.
    const { sources, since } = this.#returningWith ?? present;
    // The farewell of this page takes one more number.
    return this.#tickets.leave({
      resumeToken,
      displayName: this.#displayName,
      sources,
      since,
      attempts: attempts + 1,
    });
  }

  #pageShown(): void {
    this.#tickets.takeBack();
    this.#stay?.show();
  }

  #advance(input: PhaseInput): void {
    this.#phase = nextPhase(this.#phase, input);
    this.#refresh();
  }

  #mediaChanged(kind: SourceKind): void {
    this.#stay?.links.setTrack(kind, this.#media.tracks[kind]);
    this.#refresh();
  }

  /** Makes the snapshot anew, and tells the room when this participant's profile is another. */
  #refresh(): void {
    this.#store.set(this.#build(this.#store.value));
    const profile = this.#profile();
    if (this.#stay === null || this.#told === null || Profile.equals(profile, this.#told)) return;
    this.#told = profile;
    this.#stay.tellProfile();
  }

  #build(previous: CallSnapshot | null): CallSnapshot {
    const facts = {
      room: this.#options.room,
      displayName: this.#displayName,
      phase: this.#phase,
      roster: this.#stay?.roster ?? null,
      links: this.#stay?.links ?? null,
      ...this.#media.snapshots,
    };
    return buildSnapshot(facts, previous);
  }

  #profile(): Profile {
    return { displayName: this.#displayName, ...this.#media.profile };
  }
}
