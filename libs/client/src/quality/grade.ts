import type { LinkStatistics } from '../statistics/link-statistics.ts';
import { type Quality, worstOf } from './quality.ts';
import { voiceRating } from './voice-rating.ts';

/**
 * From which limits on a connection is no longer good, and from which it is poor.
 *
 * |          | fair      | poor      | from                                                    |
 * | -------- | --------- | --------- | ------------------------------------------------------- |
 * | rating   | below 80  | below 60  | voice-rating.ts: delay and loss together, ITU-T G.109   |
 * | freezes  | 2         | 4         | of the picture, in as many seconds as samples are kept  |
 *
 * Without loss the rating has its limits at round trips of about 370 and 670 ms;
 * the second is 400 ms from mouth to ear, beyond which ITU-T G.114 would have no
 * network go. Without delay it has them at losses of about 2 and 8 %.
 */
export const QUALITY_LIMITS = { fair: { rating: 80, freezes: 2 }, poor: { rating: 60, freezes: 4 } } as const;

/** How much better than a limit it must be to count as mended, so that a value that hovers about a limit stays on one side. */
export const MARGIN = { rating: 4, freezes: 1 } as const;

/** For so many samples in a row nothing must have come for a connection to be lost: the pings alone leave gaps of 1.4 s. */
export const SILENT_SAMPLES = 2;

/**
 * How good the connection is by its last samples, the newest last; null where
 * they do not tell. `withMargin`: as of one that has been worse.
 */
export function gradeOf(recent: readonly LinkStatistics[], withMargin: boolean): Quality | null {
  if (isSilent(recent)) return 'lost';
  const rating = ratingOf(recent);
  const freezes = sum(recent.map(({ received }) => received.video?.freezes ?? 0));
  return worstOf([
    ...(rating === null ? [] : [grade((limit) => rating < limit.rating + (withMargin ? MARGIN.rating : 0))]),
    ...(freezes === 0 ? [] : [grade((limit) => freezes >= limit.freezes - (withMargin ? MARGIN.freezes : 0))]),
  ]);
}

function grade(isBeyond: (limit: (typeof QUALITY_LIMITS)[keyof typeof QUALITY_LIMITS]) => boolean): Quality {
  if (isBeyond(QUALITY_LIMITS.poor)) return 'poor';
  return isBeyond(QUALITY_LIMITS.fair) ? 'fair' : 'good';
}

function isSilent(recent: readonly LinkStatistics[]): boolean {
  const last = recent.slice(-SILENT_SAMPLES);
  return last.length === SILENT_SAMPLES && last.every(({ received }) => received.bitrate === 0);
}

/** By the median round trip, since one check of the path shows in several samples, and the mean loss of the stream that loses most. */
function ratingOf(recent: readonly LinkStatistics[]): number | null {
  const roundTrips = recent.flatMap((sample) => sample.roundTripMs ?? []).sort((one, other) => one - other);
  const roundTripMs = roundTrips[Math.floor(roundTrips.length / 2)] ?? null;
  const losses = recent.flatMap((sample) => worstLoss(sample) ?? []);
  if (roundTripMs === null && losses.length === 0) return null;
  return voiceRating(roundTripMs ?? 0, losses.length === 0 ? 0 : sum(losses) / losses.length);
}

function worstLoss({ sent, received }: LinkStatistics): number | null {
  const streams = [sent.audio, sent.video, received.audio, received.video];
  const losses = streams.flatMap((stream) => stream?.lossFraction ?? []);
  return losses.length === 0 ? null : Math.max(...losses);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
