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
import { FakeRandom } from './fake-random.ts';
import type { FakeSignalingServer } from './fake-signaling-server.ts';
import { MortalClock } from './mortal-clock.ts';
import { MortalHttp } from './mortal-http.ts';
import { MortalTransport } from './mortal-transport.ts';
import { PausableClock } from './network/pausable-clock.ts';
import type { PageAction } from './participant-script.ts';
import type { FakeAir } from './peer-connection/fake-air.ts';
import { FakePeerConnections } from './peer-connection/fake-peer-connections.ts';

export interface FakePageOptions {
  /** The name of who has it open, by which faults and interruptions know it, and the others in the room see it. */
  readonly name: string;
  readonly room: string;
  readonly server: FakeSignalingServer;
  readonly air: FakeAir;
  readonly clock: Clock;
  readonly random: SeededRandom;
  /** The tab's. */
  readonly storage: MemoryStorage;
  /** Told of what goes wrong in the call and does not end it. */
  report?(report: CallReport): void;
  /** What decides in the call. */
  readonly rules?: CallRules;
}

/** A page with a call in it, in a browser that is all made up. */
export class FakePage {
  readonly call: Call;
  readonly storage: MemoryStorage;
  readonly connections: FakePeerConnections;
  readonly #options: FakePageOptions;
  readonly #process: PausableClock;
  readonly #clock: MortalClock;
  readonly #transport: MortalTransport;
  readonly #http: MortalHttp;
  readonly #lifecycle = new FakePageLifecycle();
  #isGone = false;

  constructor(options: FakePageOptions) {
    const { name, room, server, air, clock, random, storage, report = () => {}, rules } = options;
    this.#options = options;
    this.storage = storage;
    this.#process = new PausableClock(clock);
    this.#clock = new MortalClock(this.#process);
    this.#transport = new MortalTransport(server.transport(name));
    this.#http = new MortalHttp(server.http(name));
    this.connections = new FakePeerConnections({ clock, air, page: name, random });
    this.call = new RoomCall(
      { server: 'https://call.example', room, displayName: name, rejoinOnReload: true },
      {
        transport: this.#transport,
        http: this.#http,
        peerConnections: this.connections,
        mediaDevices: new FakeMediaDevices(),
        audioGraph: SILENCE,
        clock: this.#clock,
        random: new FakeRandom(random),
        connectivity: {
          onPromising: (listener) => server.connectivity(name).onPromising(() => this.#isGone || listener()),
        },
        page: this.#lifecycle,
        memory: new StoredPageMemory(() => storage),
        locks: null,
        report,
        ...(rules && { rules }),
      },
    );
  }

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
      case 'restart-ice':
        for (const connection of this.connections.open) connection.restartIce();
        return;
      case 'renegotiate':
        for (const connection of this.connections.open) connection.want();
        return;
      case 'interrupt':
        return this.#options.air.interrupt(this.#options.name, action.other, action.forMs);
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
  }
}

const SILENCE: AudioGraph = { tap: () => ({ read: () => new Float32Array(1), close: () => {} }) };
