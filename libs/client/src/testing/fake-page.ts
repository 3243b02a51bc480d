import type { Call } from '../call/call.ts';
import type { CallReport } from '../call/call-report.ts';
import type { CallRules } from '../call/call-rules.ts';
import { RoomCall } from '../call/room-call.ts';
import { StoredPageMemory } from '../call/stored-page-memory.ts';
import { FakePageLifecycle } from './fake-page-lifecycle.ts';
import type { MemoryStorage } from './memory-storage.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { AudioGraph } from '../levels/audio-graph.ts';
import type { Clock } from '../ports/clock.ts';
import { FakeMediaDevices } from './fake-media-devices.ts';
import type { CreateTrack } from './fake-track.ts';
import { FakeRandom } from './fake-random.ts';
import type { FakeSignalingServer } from './fake-signaling-server.ts';
import { MortalClock } from './mortal-clock.ts';
import { MortalHttp } from './mortal-http.ts';
import { MortalTransport } from './mortal-transport.ts';
import { PausableClock } from './network/pausable-clock.ts';
import type { PageAction } from './participant-script.ts';
import type { FakeAir } from './peer-connection/fake-air.ts';
import { FakePeerConnections } from './peer-connection/fake-peer-connections.ts';
import type { PageConnections } from './peer-connection/page-connections.ts';

export interface FakePageOptions {
  /** The name of who has it open, by which faults and interruptions know it. */
  readonly name: string;
  /** What the others in the room see. Default: `name`. */
  readonly displayName?: string;
  /** See CallOptions. Default: true. */
  readonly rejoinOnReload?: boolean;
  readonly room: string;
  readonly server: FakeSignalingServer;
  readonly air: FakeAir;
  readonly clock: Clock;
  readonly random: SeededRandom;
  /** The tab's. */
  readonly storage: MemoryStorage;
  /** The microphones and cameras there are. Default: one of each, which the user allows. */
  readonly devices?: FakeMediaDevices;
  /** Makes the tracks that are captured (by the default devices) and received. Default: a FakeMediaTrack. */
  readonly createTrack?: CreateTrack;
  /** Makes the page's peer connections. Default: made-up ones, on the air. */
  createConnections?(): PageConnections;
  /** Told of what goes wrong in the call and does not end it. */
  report?(report: CallReport): void;
  /** What decides in the call. */
  readonly rules?: CallRules;
}

/** A page with a real call in it, in a browser that is all made up. */
export class FakePage {
  readonly call: Call;
  readonly storage: MemoryStorage;
  readonly devices: FakeMediaDevices;
  readonly connections: PageConnections;
  readonly #options: FakePageOptions;
  readonly #process: PausableClock;
  readonly #clock: MortalClock;
  readonly #transport: MortalTransport;
  readonly #http: MortalHttp;
  readonly #lifecycle = new FakePageLifecycle();
  /** Told when it becomes visible. */
  readonly #visible = new Set<() => void>();
  #isGone = false;

  constructor(options: FakePageOptions) {
    const { name, room, server, air, clock, random, storage, report = () => {}, rules } = options;
    const { displayName = name, rejoinOnReload = true, createTrack } = options;
    const making = createTrack && { createTrack };
    this.#options = options;
    this.storage = storage;
    this.#process = new PausableClock(clock);
    this.#clock = new MortalClock(this.#process);
    this.#transport = new MortalTransport(server.transport(name));
    this.#http = new MortalHttp(server.http(name));
    this.devices = options.devices ?? new FakeMediaDevices({ ...making });
    this.connections =
      options.createConnections?.() ?? new FakePeerConnections({ clock, air, page: name, random, ...making });
    this.call = new RoomCall(
      { server: 'https://call.example', room, displayName, rejoinOnReload },
      {
        transport: this.#transport,
        http: this.#http,
        peerConnections: this.connections,
        mediaDevices: this.devices,
        audioGraph: SILENCE,
        clock: this.#clock,
        random: new FakeRandom(random),
        connectivity: { onPromising: (listener) => this.#onPromising(listener) },
        page: this.#lifecycle,
        memory: new StoredPageMemory(() => storage),
        locks: null,
        report,
        ...(rules && { rules }),
      },
    );
  }

  /** Does what somebody in front of the page would do. */
  do(action: PageAction): void {
    switch (action.kind) {
      case 'join':
        // Whether it worked the call's phase tells.
        return void this.call.join().catch(() => {});
      case 'leave':
        return void this.call.leave();
      case 'rename':
        return this.call.setDisplayName(action.displayName);
      case 'turn-on':
        return void this.call.turnOn(action.source);
      case 'turn-off':
        return void this.call.turnOff(action.source);
      case 'look':
        for (const listener of [...this.#visible]) listener();
        return;
      case 'restart-ice':
        for (const connection of this.connections.open) connection.restartIce();
        return;
      case 'renegotiate':
        for (const connection of this.connections.open) connection.want();
        return;
      case 'interrupt':
        return this.#options.air.interrupt(this.#options.name, action.other, action.forMs, action.way);
      case 'move':
        return this.#options.air.move(this.#options.name);
    }
  }

  /** The page is about to be closed or reloaded. */
  hide(): void {
    this.#lifecycle.hide();
  }

  /** Another page takes its place, and it stays as it is. */
  freeze(): void {
    this.#lifecycle.hide(true);
    this.#process.pause();
  }

  /** It is shown again. */
  thaw(): void {
    this.#process.goOn();
    this.#lifecycle.show(true);
  }

  /** It is gone: nothing in it runs any more. */
  die(): void {
    this.#isGone = true;
    this.#clock.stop();
    this.#transport.stop();
    this.#http.stop();
    for (const connection of this.connections.open) connection.vanish();
    const { microphone, camera } = this.call.snapshot;
    for (const { state } of [microphone, camera]) if ('track' in state) state.track.stop();
  }

  #onPromising(listener: () => void): () => void {
    const { server, name } = this.#options;
    const endOnline = server.connectivity(name).onPromising(() => this.#isGone || listener());
    this.#visible.add(listener);
    return () => {
      endOnline();
      this.#visible.delete(listener);
    };
  }
}

const SILENCE: AudioGraph = { tap: () => ({ read: () => new Float32Array(1), close: () => {} }) };
