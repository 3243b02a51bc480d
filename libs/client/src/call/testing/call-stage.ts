import { browserAudioGraph, browserClock, browserMediaDevices, browserRandom } from '../../browser.ts';
import type { HttpPort } from '../../ports/http.ts';
import type { SignalingTransport } from '../../signaling/signaling-transport.ts';
import { FakeLocks } from '../../testing/fake-locks.ts';
import type { FakeSignalingServer } from '../../testing/fake-signaling-server.ts';
import type { CallReport } from '../call-report.ts';
import { type CallPorts, RoomCall } from '../room-call.ts';
import type { CallSnapshot } from '../snapshot.ts';
import { StoredPageMemory } from '../stored-page-memory.ts';
import { FakePageLifecycle } from '../../testing/fake-page-lifecycle.ts';
import { MemoryStorage } from '../../testing/memory-storage.ts';
import { RecordedConnections } from './recorded-connections.ts';

const about = { name: 'rtc-call', origin: { value: null, allowed: true } };

/** A server that says at once what a page must know of it. */
export const http: HttpPort = {
  fetch: () => Promise.reject(new Error('Nothing is fetched here.')),
  probe: async () => ({ status: 200, body: about, protocol: 'http/1.1' }),
};

/** Calls in pages of one browser, with real connections and devices, on a server that is made up. */
export class CallStage {
  readonly reports: CallReport[] = [];
  readonly pages: StagePage[] = [];

  constructor(readonly server: FakeSignalingServer) {}

  /** Opens a page with a call in it. `client`: by which the server's faults know it. */
  open(client: string, options: StagePageOptions = {}): StagePage {
    const page = new StagePage(this, client, options);
    this.pages.push(page);
    return page;
  }

  /** Two that are connected, with microphone and camera. */
  async openPair(): Promise<[StagePage, StagePage]> {
    const pair: [StagePage, StagePage] = [this.open('Ada'), this.open('Mina')];
    for (const { call } of pair) {
      await Promise.all([call.turnOn('microphone'), call.turnOn('camera')]);
      await call.join();
    }
    await Promise.all(pair.map((page) => page.until(isConnected)));
    return pair;
  }

  async close(): Promise<void> {
    await Promise.all(this.pages.splice(0).map((page) => page.close()));
  }
}

export interface StagePageOptions {
  /** Default: a tab of its own. */
  readonly storage?: MemoryStorage;
  readonly rejoinOnReload?: boolean;
  readonly displayName?: string;
  readonly ports?: Partial<CallPorts>;
}

export class StagePage {
  readonly call: RoomCall;
  readonly connections = new RecordedConnections();
  readonly lifecycle = new FakePageLifecycle();
  readonly locks = new FakeLocks();
  readonly storage: MemoryStorage;
  /** All snapshots, from the first. */
  readonly history: CallSnapshot[];
  readonly #stage: CallStage;
  readonly #client: string;
  readonly #options: StagePageOptions;
  #isDead = false;

  constructor(stage: CallStage, client: string, options: StagePageOptions) {
    this.#stage = stage;
    this.#client = client;
    this.#options = options;
    const { storage = new MemoryStorage(), rejoinOnReload = true, displayName = client, ports } = options;
    this.storage = storage;
    this.call = new RoomCall(
      { server: 'https://call.example', room: 'room', displayName, rejoinOnReload },
      {
        transport: this.#whileAlive(stage.server.transport(client)),
        connectivity: stage.server.connectivity(client),
        peerConnections: this.connections,
        mediaDevices: browserMediaDevices,
        audioGraph: browserAudioGraph(),
        clock: browserClock,
        random: browserRandom,
        page: this.lifecycle,
        memory: new StoredPageMemory(() => storage),
        http,
        locks: this.locks,
        // What an unloaded page still complains of nobody is left to hear.
        report: (report) => this.#isDead || stage.reports.push(report),
        ...ports,
      },
    );
    this.history = [this.call.snapshot];
    this.call.subscribe((snapshot) => this.history.push(snapshot));
  }

  get snapshot(): CallSnapshot {
    return this.call.snapshot;
  }

  /** Resolves with the first snapshot that is as wanted. */
  until(wanted: (snapshot: CallSnapshot) => boolean): Promise<CallSnapshot> {
    return new Promise((resolve) => {
      const end = this.call.subscribe((snapshot) => wanted(snapshot) && settle(snapshot));
      const settle = (snapshot: CallSnapshot) => {
        end();
        resolve(snapshot);
      };
      if (wanted(this.snapshot)) settle(this.snapshot);
    });
  }

  /** Another page in the same tab. What is left of this one is a call that nobody hears. */
  reload(options: StagePageOptions = {}): StagePage {
    this.unload();
    return this.#stage.open(this.#client, { ...this.#options, ...options, storage: this.storage });
  }

  /** Goes away, as a page does that is closed or reloaded. */
  unload(): void {
    this.lifecycle.hide();
    this.#isDead = true;
    for (const connection of this.connections.made) connection.close();
    for (const { state } of [this.snapshot.microphone, this.snapshot.camera]) {
      if ('track' in state) state.track.stop();
    }
    this.#stage.pages.splice(this.#stage.pages.indexOf(this), 1);
  }

  /** Closes the call for good. */
  async close(): Promise<void> {
    await this.call.dispose();
  }

  /** The wire, until the page is unloaded. */
  #whileAlive(wire: SignalingTransport): SignalingTransport {
    const never = new Promise<never>(() => {});
    const silence: AsyncIterable<never> = { [Symbol.asyncIterator]: () => ({ next: () => never }) };
    return {
      join: (...call) => (this.#isDead ? silence : wire.join(...call)),
      send: (...call) => (this.#isDead ? never : wire.send(...call)),
      leave: (...call) => (this.#isDead ? never : wire.leave(...call)),
      getIceServers: (...call) => (this.#isDead ? never : wire.getIceServers(...call)),
    };
  }
}

/** Whether there is a link to somebody, and all links are connected. */
export function isConnected({ participants }: CallSnapshot): boolean {
  return participants.length > 0 && participants.every(({ link }) => link === 'connected');
}

export const names = ({ participants }: CallSnapshot): string[] => participants.map(({ displayName }) => displayName);
