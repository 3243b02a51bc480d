import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import type { CallStatistics } from './link-statistics.ts';
import { createStatistics, SAMPLE_INTERVAL_MS, SAMPLE_WITHIN_MS, type SampledLink } from './statistics.ts';
import type { StatsReport } from './stats-report.ts';

/** A link over which 1000 bytes come each second. */
class FakeLink implements SampledLink {
  readonly participantId: string;
  readonly generation: number;
  isClosed = false;
  asked = 0;
  /** How long an answer takes, in milliseconds. */
  takesMs = 0;

  constructor(participantId: string, generation = 1) {
    this.participantId = participantId;
    this.generation = generation;
  }

  readonly peerConnection = {
    getStats: async (): Promise<StatsReport> => {
      this.asked += 1;
      if (this.takesMs > 0) await new Promise<void>((resolve) => clock.after(this.takesMs, resolve));
      if (this.isClosed) throw new Error('closed');
      const timestamp = clock.now();
      return new Map([
        ['t', { id: 't', type: 'transport', selectedCandidatePairId: 'p' }],
        ['p', { id: 'p', type: 'candidate-pair', timestamp, bytesReceived: timestamp, bytesSent: 0 }],
      ]);
    },
  };
}

let clock: FakeClock;
let links: Map<string, FakeLink>;
let told: CallStatistics[];

const newStatistics = () => createStatistics({ clock, links: () => links.values() });
const follow = (statistics = newStatistics()) => statistics.subscribe((value) => told.push(value));
const bitrates = () => told.map((value) => value.get('ann')?.received.bitrate);

beforeEach(() => {
  clock = new FakeClock(1_000);
  links = new Map([['ann', new FakeLink('ann')]]);
  told = [];
});

describe('statistics', () => {
  it('are sampled at once and every second while somebody subscribes, and not otherwise', async () => {
    const [link] = links.values();
    const statistics = newStatistics();
    await clock.advanceAsync(5_000);
    expect(link?.asked).toBe(0);
    const end = follow(statistics);
    await clock.advanceAsync(3 * SAMPLE_INTERVAL_MS);
    expect(link?.asked).toBe(4);
    expect(told).toHaveLength(4);
    end();
    await clock.advanceAsync(5_000);
    expect(link?.asked).toBe(4);
    expect(clock.pending).toBe(0);
    expect(statistics.value.size).toBe(0);
  });

  it('say when and of which link, and rates from the second sample on', async () => {
    follow();
    await clock.advanceAsync(SAMPLE_INTERVAL_MS);
    expect(told.map((value) => value.get('ann')?.at)).toEqual([1_000, 2_000]);
    expect(bitrates()).toEqual([null, 8_000]);
  });

  it('count anew for a link of another generation', async () => {
    follow();
    await clock.advanceAsync(SAMPLE_INTERVAL_MS);
    links.set('ann', new FakeLink('ann', 2));
    await clock.advanceAsync(2 * SAMPLE_INTERVAL_MS);
    expect(told.map((value) => value.get('ann')?.generation)).toEqual([1, 1, 2, 2]);
    expect(bitrates()).toEqual([null, 8_000, null, 8_000]);
  });

  it('leave out a link that refuses, and who left', async () => {
    links.set('bob', new FakeLink('bob'));
    follow();
    await clock.advanceAsync(0);
    const ann = links.get('ann');
    if (ann) ann.isClosed = true;
    links.delete('bob');
    await clock.advanceAsync(SAMPLE_INTERVAL_MS);
    expect(told.map((value) => [...value.keys()])).toEqual([['ann', 'bob'], []]);
  });

  it('of a slow browser come later, and not several at once', async () => {
    const [link] = links.values();
    if (link) link.takesMs = 2_500;
    follow();
    await clock.advanceAsync(5_000);
    expect(told).toHaveLength(2);
    expect(link?.asked).toBe(3);
  });

  it('of the others are not held up by a link that never answers, which is asked once', async () => {
    const mute = new FakeLink('bob');
    mute.takesMs = 3_600_000;
    links.set('bob', mute);
    follow();
    await clock.advanceAsync(SAMPLE_WITHIN_MS);
    const late = told.length;
    await clock.advanceAsync(3 * SAMPLE_INTERVAL_MS);
    expect(told).toHaveLength(late + 3);
    expect(told.map((value) => [...value.keys()])).toEqual(told.map(() => ['ann']));
    expect(mute.asked).toBe(1);
  });

  it('of a round that was under way when the last subscriber went are told to nobody, and begin no other', async () => {
    const [link] = links.values();
    if (link) link.takesMs = 500;
    const statistics = newStatistics();
    follow(statistics)();
    await clock.advanceAsync(5_000);
    expect(statistics.value.size).toBe(0);
    expect(link?.asked).toBe(1);
  });
});
