import type { Call } from '../call/call.ts';
import { type CallOptions, checkOptions } from '../call/call-options.ts';
import { type CallReport, describeReport } from '../call/call-report.ts';
import { FakeClock } from './fake-clock.ts';
import { FakePage, type FakePageOptions } from './fake-page.ts';
import { FakeSignalingServer, type FakeSignalingServerOptions } from './fake-signaling-server.ts';
import type { CreateTrack } from './fake-track.ts';
import { MemoryStorage } from './memory-storage.ts';
import { FakeAir } from './peer-connection/fake-air.ts';
import { ScriptedParticipant, type ScriptedParticipantOptions } from './scripted-participant.ts';
import { SeededRandom } from './seeded-random.ts';

export interface TestWorldOptions {
  /** What all chance follows from: the same seed and the same steps give the same run. Default: 1. */
  readonly seed?: number;
  /**
   * What the clock shows at first, in milliseconds since the epoch. Default: 0. An interface that shows since when a call
   * lasts reckons with the browser's own clock; give it `Date.now()`.
   */
  readonly now?: number;
  /** The server's, apart from its clock. A message takes from 5 to 40 ms, by chance, unless `latencyMs` says otherwise. */
  readonly server?: Omit<FakeSignalingServerOptions, 'clock'>;
  /** Makes the tracks in all pages. Default: a FakeMediaTrack; `playableTrack`, where an interface is to show them. */
  readonly createTrack?: CreateTrack;
}

type OfTheWorld = 'name' | 'server' | 'air' | 'clock' | 'random';

/** A page in a world. */
export type TestPageOptions = Omit<FakePageOptions, OfTheWorld | 'storage'> & {
  /** The tab's storage; that of an earlier page, for one that was reloaded. Default: an empty one. */
  readonly storage?: MemoryStorage;
};

export type TestParticipantOptions = Omit<ScriptedParticipantOptions, OfTheWorld>;

/** Between two looks of `until`, in milliseconds. */
const LOOK_MS = 10;

/**
 * All that a test of a page with a call needs, in memory: a server, a network,
 * a clock that stands still until it is turned, and browsers for those who take
 * part. The calls, the rooms and the service are the real ones; the wire, the
 * devices, the peer connections and time are made up.
 */
export class TestWorld {
  readonly seed: number;
  readonly clock: FakeClock;
  readonly server: FakeSignalingServer;
  /** What lies between the peer connections; it can be interrupted. */
  readonly air: FakeAir;
  /** All chance in this world. */
  readonly random: SeededRandom;
  /** What went wrong in calls and did not end them, as lines of text, where no `report` was given. */
  readonly reports: string[] = [];
  readonly #createTrack: CreateTrack | undefined;

  constructor({ seed = 1, now = 0, server, createTrack }: TestWorldOptions = {}) {
    const random = new SeededRandom(seed);
    this.seed = seed;
    this.random = random;
    this.clock = new FakeClock(now);
    this.air = new FakeAir(this.clock);
    this.server = new FakeSignalingServer({ latencyMs: () => 5 + random.below(36), ...server, clock: this.clock });
    this.#createTrack = createTrack;
  }

  /**
   * In place of `createCall`, for a page that makes its own call: the same options, the same errors for wrong ones, and a
   * call in this world. Which server they name makes no difference. Faults know it by its `displayName`, or as `page`.
   * @throws {CallError} `invalid-argument`, naming every fault of the options at once.
   */
  readonly createCall = (options: CallOptions): Call => {
    const { room, displayName, rejoinOnReload } = checkOptions(options);
    return this.openPage(displayName || 'page', { room, displayName, rejoinOnReload }).call;
  };

  /** Opens a page with a call in it that nobody has joined yet. `name`: by which faults know it; different for each. */
  openPage(name: string, options: TestPageOptions): FakePage {
    return new FakePage({ storage: new MemoryStorage(), ...this.#around(name), ...options });
  }

  /** Adds somebody who does as a script says; not in the room before that. `name`: by which faults know it. */
  addParticipant(name: string, options: TestParticipantOptions): ScriptedParticipant {
    return new ScriptedParticipant({ ...this.#around(name), ...options });
  }

  /** Turns the clock by so many milliseconds, and lets everything happen that falls due. */
  async advance(ms: number): Promise<void> {
    await this.clock.advanceAsync(ms);
  }

  /**
   * Turns the clock until something is so, and looks every 10 ms of it.
   * @throws {Error} when it is not after `withinMs`, by the clock. Default: 30,000.
   */
  async until(isSo: () => boolean, withinMs = 30_000): Promise<void> {
    const end = this.clock.now() + withinMs;
    await this.clock.advanceAsync(0);
    while (!isSo()) {
      if (this.clock.now() >= end) throw new Error(`not so within ${withinMs} ms: ${isSo} (seed ${this.seed})`);
      await this.clock.advanceAsync(LOOK_MS);
    }
  }

  #around(name: string) {
    const { server, air, clock, random } = this;
    const report = (report: CallReport) => this.reports.push(`${name}: ${describeReport(report)}`);
    return { name, server, air, clock, random, report, ...(this.#createTrack && { createTrack: this.#createTrack }) };
  }
}
