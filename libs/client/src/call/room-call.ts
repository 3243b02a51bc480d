import { Profile } from '@rtc-call/contract';
import { passEntrance } from '../entrance/entrance.ts';
import { CallError } from '../errors/call-error.ts';
import type { AudioGraph } from '../levels/audio-graph.ts';
import { createLevels, type LevelSources } from '../levels/levels.ts';
import type { Clock } from '../ports/clock.ts';
import type { HttpPort } from '../ports/http.ts';
import type { MediaDevicesPort } from '../ports/media-devices.ts';
import type { PageLifecycle } from '../ports/page-lifecycle.ts';
import type { PeerConnections } from '../ports/peer-connections.ts';
import type { SignalingTransport } from '../signaling/signaling-transport.ts';
import type { Source } from '../source/source.ts';
import { createSources } from '../source/sources.ts';
import type { Locks } from '../stream-slots/held-lock.ts';
import type { AudioLevels, Call, Observable } from './call.ts';
import { type CheckedOptions, displayNameFault } from './call-options.ts';
import type { OutgoingTracks } from './link-set.ts';
import { nextPhase, type PhaseInput } from './phase.machine.ts';
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
  readonly page: PageLifecycle;
  readonly http: HttpPort;
  readonly locks: Locks | null;
}

/** The façade: it joins the parts to one another, and every change goes through `#refresh`. */
export class RoomCall implements Call {
  readonly levels: Observable<AudioLevels>;
  readonly #options: CheckedOptions;
  readonly #ports: CallPorts;
  readonly #sources: Readonly<Record<SourceKind, Source>>;
  readonly #store: Store<CallSnapshot>;
  readonly #cleanup: (() => void)[] = [];
  #displayName: string;
  #phase: CallPhase = { name: 'idle' };
  #stay: Stay | null = null;
  #joining: Promise<void> = Promise.resolve();
  #disposed = false;
  /** What the room was last told of this participant. */
  #told: Profile | null = null;

  constructor(options: CheckedOptions, ports: CallPorts) {
    this.#options = options;
    this.#ports = ports;
    this.#displayName = options.displayName;
    this.#sources = createSources(ports.mediaDevices);
    this.#store = new Store(this.#build(null));
    const { clock, audioGraph } = ports;
    this.levels = createLevels({ clock, audioGraph, sources: () => this.#levelSources() });
    for (const kind of SOURCE_KINDS) {
      this.#cleanup.push(this.#sources[kind].subscribe(() => this.#sourceChanged(kind)));
    }
    this.#cleanup.push(ports.page.onHide(() => void this.leave()));
  }

  get snapshot(): CallSnapshot {
    return this.#store.value;
  }

  subscribe(listener: (snapshot: CallSnapshot) => void): () => void {
    return this.#store.subscribe(listener);
  }

  async join(): Promise<void> {
    if (this.#disposed) throw new CallError('invalid-argument', 'This call was disposed of. Make another one.');
    if (this.#stay !== null) return this.#joining;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#joining = promise;
    const { transport, peerConnections, clock, http, locks } = this.#ports;
    const { room, server } = this.#options;
    this.#stay = new Stay({
      room,
      transport,
      peerConnections,
      clock,
      enter: (signal) => passEntrance({ server, http, locks, signal }),
      profile: () => this.#profile(),
      tracks: () => this.#tracks(),
      welcomed: () => {
        this.#advance({ type: 'welcomed', at: clock.now() });
        resolve();
      },
      changed: () => this.#refresh(),
      ended: (error) => {
        this.#stay = null;
        this.#advance(error === null ? { type: 'leave' } : { type: 'fault', error });
        // However a stay ends: nobody is left with a camera that is on and no switch for it. After the phase, so that
        // no snapshot shows a participant who turned the devices off: what was on is what a rejoin brings back.
        this.#releaseSources();
        if (error === null) resolve();
        else reject(error);
      },
    });
    this.#told = this.#profile();
    this.#advance({ type: 'join', returning: false });
    void this.#stay.run();
    return promise;
  }

  async leave(): Promise<void> {
    this.#stay?.leave();
    this.#releaseSources();
  }

  setDisplayName(displayName: string): void {
    const trimmed = displayName.trim();
    const fault = displayNameFault(trimmed);
    if (fault !== null) throw new CallError('invalid-argument', fault);
    this.#displayName = trimmed;
    this.#refresh();
  }

  turnOn(kind: SourceKind): Promise<void> {
    return this.#sources[kind].turnOn();
  }

  turnOff(kind: SourceKind): Promise<void> {
    return this.#sources[kind].turnOff();
  }

  chooseDevice(kind: SourceKind, deviceId: string | null): Promise<void> {
    return this.#sources[kind].chooseDevice(deviceId);
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.leave();
    for (const kind of SOURCE_KINDS) this.#sources[kind].dispose();
    for (const end of this.#cleanup.splice(0)) end();
  }

  #releaseSources(): void {
    for (const kind of SOURCE_KINDS) this.#sources[kind].release();
  }

  #advance(input: PhaseInput): void {
    this.#phase = nextPhase(this.#phase, input);
    this.#refresh();
  }

  #sourceChanged(kind: SourceKind): void {
    this.#stay?.setTrack(kind, this.#sources[kind].currentTrack);
    this.#refresh();
  }

  /** Makes the snapshot anew, and tells the room when this participant's profile is another. */
  #refresh(): void {
    this.#store.set(this.#build(this.#store.value));
    const profile = this.#profile();
    if (this.#stay === null || (this.#told !== null && Profile.equals(profile, this.#told))) return;
    this.#told = profile;
    this.#stay.tellProfile();
  }

  #build(previous: CallSnapshot | null): CallSnapshot {
    return buildSnapshot(
      {
        room: this.#options.room,
        displayName: this.#displayName,
        phase: this.#phase,
        roster: this.#stay?.roster ?? null,
        links: this.#stay?.links ?? null,
        microphone: this.#sources.microphone.snapshot,
        camera: this.#sources.camera.snapshot,
      },
      previous,
    );
  }

  #profile(): Profile {
    return {
      displayName: this.#displayName,
      microphoneOn: this.#sources.microphone.snapshot.state.name === 'live',
      cameraOn: this.#sources.camera.snapshot.state.name === 'live',
    };
  }

  #levelSources(): LevelSources {
    return { self: this.#sources.microphone.currentTrack, others: this.#stay?.links?.audioReceivers() ?? [] };
  }

  #tracks(): OutgoingTracks {
    return { microphone: this.#sources.microphone.currentTrack, camera: this.#sources.camera.currentTrack };
  }
}

const SOURCE_KINDS: readonly SourceKind[] = ['microphone', 'camera'];
