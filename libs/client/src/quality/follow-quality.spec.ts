import { describe, expect, it } from 'vitest';
import type { LinkStatistics } from '../statistics/link-statistics.ts';
import { followQuality, NEW_QUALITY } from './follow-quality.ts';
import type { Quality } from './quality.ts';

/** What a sample says, as far as quality goes. Loss is of the sound that comes, from 0 to 1. */
interface Facts {
  readonly rtt?: number | null;
  readonly loss?: number | null;
  readonly freezes?: number;
  readonly bitrate?: number | null;
  readonly generation?: number;
}

function sample({ rtt = 40, loss = 0, freezes = 0, bitrate = 500_000, generation = 1 }: Facts): LinkStatistics {
  const stream = { bitrate: 40_000, packets: 50, jitterMs: 5 };
  const picture = { framesPerSecond: 30, width: 640, height: 360 };
  return {
    at: 0,
    generation,
    roundTripMs: rtt,
    path: null,
    sent: { bitrate: 500_000, audio: null, video: null },
    received: {
      bitrate,
      audio: { ...stream, lossFraction: loss },
      video: { ...stream, ...picture, lossFraction: 0, freezes },
    },
  };
}

const many = (count: number, facts: Facts): Facts[] => Array<Facts>(count).fill(facts);

/** What is said after each sample. */
function said(samples: readonly Facts[]): Quality[] {
  let followed = NEW_QUALITY;
  return samples.map((facts) => {
    followed = followQuality(followed, sample(facts));
    return followed.quality;
  });
}

const last = (samples: readonly Facts[]): Quality | undefined => said(samples).at(-1);

describe('the quality of a connection', () => {
  it.each<[string, Facts, Quality]>([
    ['nothing wrong', {}, 'good'],
    ['another continent', { rtt: 200 }, 'good'],
    ['the least delay that is noticed', { rtt: 380 }, 'fair'],
    ['a satellite', { rtt: 620 }, 'fair'],
    ['two satellites', { rtt: 1_200 }, 'poor'],
    ['a loss of 1 %', { loss: 0.01 }, 'good'],
    ['a loss of 3 %', { loss: 0.03 }, 'fair'],
    ['a loss of 10 %', { loss: 0.1 }, 'poor'],
    ['some loss and some delay, each of which were good', { loss: 0.015, rtt: 300 }, 'fair'],
    ['some loss and some delay, each of which were fair', { loss: 0.05, rtt: 400 }, 'poor'],
    ['a picture that freezes once a second', { freezes: 1 }, 'poor'],
    ['nothing comes', { bitrate: 0 }, 'lost'],
    ['a browser that does not tell', { rtt: null, loss: null, bitrate: null }, 'good'],
    ['a browser that tells loss alone', { rtt: null, loss: 0.1 }, 'poor'],
    ['a browser that tells delay alone', { rtt: 500, loss: null }, 'fair'],
  ])('%s', (_name, facts, quality) => {
    expect(last(many(10, facts))).toBe(quality);
  });

  it('counts what is lost on the way to the other end', () => {
    const lossy = sample({});
    const sent = { ...lossy.sent, audio: { bitrate: 40_000, packets: 50, jitterMs: 5, lossFraction: 0.1 } };
    const both = [1, 2, 3].reduce((followed) => followQuality(followed, { ...lossy, sent }), NEW_QUALITY);
    expect(both.quality).toBe('poor');
  });

  it('is worse after two samples that say so, and better after some more', () => {
    expect(said(many(3, { rtt: 500 }))).toEqual(['good', 'fair', 'fair']);
    expect(said([...many(2, { freezes: 1 }), ...many(9, {})]).filter((quality) => quality === 'fair')).toHaveLength(7);
  });

  it('is not told of a single bad second', () => {
    expect(said([...many(5, {}), ...many(2, { rtt: 900 }), ...many(4, {})])).toEqual(many(11, {}).map(() => 'good'));
    expect(said([...many(5, {}), { loss: 0.08 }, ...many(5, {})])).toEqual(many(11, {}).map(() => 'good'));
    expect(said([...many(5, {}), { freezes: 1 }, ...many(5, {})])).toEqual(many(11, {}).map(() => 'good'));
  });

  it.each([2, 12])('does not flicker when a value hovers about a limit, %i samples on one side of it', (samples) => {
    const hovering = Array.from({ length: 96 }, (_, index) => ({ rtt: index % (2 * samples) < samples ? 385 : 360 }));
    const changes = said(hovering).filter((quality, index, all) => quality !== (all[index - 1] ?? 'good'));
    expect(changes).toEqual(['fair']);
  });

  it('is lost when nothing has come for two samples, and not for one', () => {
    const silent = { bitrate: 0 };
    expect(said([{}, {}, silent, {}, {}])).toEqual(['good', 'good', 'good', 'good', 'good']);
    expect(said([{}, {}, silent, silent, silent])).toEqual(['good', 'good', 'good', 'lost', 'lost']);
    expect(said([silent, silent, ...many(4, {})])).toEqual(['good', 'lost', 'lost', 'lost', 'lost', 'good']);
  });

  it('goes back to the worst of what the samples meanwhile have said', () => {
    const mending = [...many(6, { rtt: 1_200 }), ...many(3, { rtt: 450 }), ...many(3, {})];
    expect(said(mending).slice(-2)).toEqual(['poor', 'fair']);
  });

  it('is judged anew for another link, whose samples are not mixed with those of the one before', () => {
    const before = many(6, { loss: 0.2 });
    expect(said([...before, ...many(4, { generation: 2 })]).slice(6)).toEqual(['poor', 'poor', 'poor', 'good']);
    expect(last([...before, ...many(4, { generation: 1 })])).toBe('poor');
  });
});
