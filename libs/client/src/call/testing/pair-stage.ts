import type { Signal } from '@rtc-call/contract';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeMediaStream } from '../../testing/fake-media-stream.ts';
import { FakeRandom } from '../../testing/fake-random.ts';
import { PausableClock } from '../../testing/network/pausable-clock.ts';
import { FakeAir } from '../../testing/peer-connection/fake-air.ts';
import { FakePeerConnections } from '../../testing/peer-connection/fake-peer-connections.ts';
import { SeededRandom } from '../../testing/seeded-random.ts';
import type { LinkRole } from '../../link/link.ts';
import type { CallReport } from '../call-report.ts';
import { Pair } from '../pair.ts';
import type { OutgoingTracks, PairOptions } from '../pair-options.ts';

/** How long a signal is on its way, in milliseconds. */
const LATENCY_MS = 20;

/** One end of a pair, and what it has told. */
export interface StagedEnd {
  readonly pair: Pair;
  readonly connections: FakePeerConnections;
  /** The clock of its page, which can stand still. */
  readonly process: PausableClock;
  /** What happened to its links, as `2 leads`. */
  readonly lives: string[];
  readonly statuses: string[];
  readonly reports: CallReport[];
  tracks: OutgoingTracks;
  /** How often it suspected the network, and its ICE servers. */
  suspicions: number;
  doubts: number;
}

/** A pair of pages, each with its end, on a signaling that keeps the order and can be down for a while. */
export class PairStage {
  readonly clock = new FakeClock();
  readonly air = new FakeAir(this.clock);
  readonly ends: readonly [StagedEnd, StagedEnd];
  /** What was sent while the signaling is down; null while it is not. */
  #held: (() => void)[] | null = null;

  /** `options`: of the end with that role. */
  constructor(options: Partial<Record<LinkRole, Partial<PairOptions>>> = {}) {
    this.ends = [
      this.#open('offerer', options.offerer, () => this.ends[1]),
      this.#open('answerer', options.answerer, () => this.ends[0]),
    ];
  }

  /** What every end says of itself: its generation and status. */
  get leading(): string[] {
    return this.ends.map(({ pair: { leading } }) =>
      leading === null ? 'none' : `${leading.identity.generation} ${leading.status}`,
    );
  }

  /** How many connections each end has open. */
  get open(): number[] {
    return this.ends.map(({ connections }) => connections.open.length);
  }

  /** How many connections each end has made. */
  get made(): number[] {
    return this.ends.map(({ connections }) => connections.made.length);
  }

  /** Lets two seconds pass, in which the two find each other. */
  async connect(): Promise<this> {
    await this.clock.advanceAsync(2_000);
    return this;
  }

  /** Lets time pass until this has happened to a link of both ends; within two seconds. */
  async until(life: string): Promise<void> {
    const end = this.clock.now() + 2_000;
    while (this.clock.now() < end && this.ends.some(({ lives }) => !lives.includes(life))) {
      await this.clock.advanceAsync(1);
    }
  }

  cutSignaling(): void {
    this.#held ??= [];
  }

  mendSignaling(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const carry of held) carry();
  }

  close(): void {
    for (const { pair } of this.ends) pair.close();
  }

  #open(role: LinkRole, options: Partial<PairOptions> | undefined, other: () => StagedEnd): StagedEnd {
    const connections = new FakePeerConnections({
      clock: this.clock,
      air: this.air,
      page: role,
      random: new SeededRandom(3),
    });
    const process = new PausableClock(this.clock);
    const participant = { id: role, incarnation: 'one', seat: 0, arrived: 0, away: false };
    const told = { lives: [], statuses: [], reports: [], suspicions: 0, doubts: 0 } satisfies Partial<StagedEnd>;
    const end: Omit<StagedEnd, 'pair'> = { ...told, connections, process, tracks: { microphone: null, camera: null } };
    const pair: Pair = new Pair(
      { participant, role, epoch: 'epoch', mayHaveKept: false },
      {
        peerConnections: connections,
        clock: process,
        random: new FakeRandom(new SeededRandom(5)),
        stream: new FakeMediaStream(),
        tracks: () => end.tracks,
        configuration: () => ({}),
        send: (_, signal) => this.#carry(signal, other),
        changed: () => end.statuses.push(pair.leading?.status ?? 'connecting'),
        stalled: () => {
          end.suspicions += 1;
        },
        unconnected: () => {
          end.doubts += 1;
        },
        report: (report) => end.reports.push(report),
        onLink: ({ generation, moment }) => {
          const isUnheard = moment === 'leads' && generation > 1 && pair.leading?.lastHeard === null;
          end.lives.push(`${generation} ${moment}${isUnheard ? ' unheard' : ''}`);
        },
        ...options,
      },
    );
    // Not at once: who is told of its links may already look at the stage.
    this.clock.after(0, () => pair.open());
    return Object.assign(end, { pair });
  }

  #carry(signal: Signal, other: () => StagedEnd): void {
    const carry = () => void this.clock.after(LATENCY_MS, () => other().pair.receive(signal));
    if (this.#held === null) carry();
    else this.#held.push(carry);
  }
}
