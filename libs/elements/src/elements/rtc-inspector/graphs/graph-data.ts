import type { CallEvent, LinkStatistics } from '@rtc-call/client';

/** What is drawn over time. */
export type GraphName = 'bitrate' | 'loss' | 'roundTrip' | 'frameRate';

/** The values of one participant in a graph; null where nothing is known, which shows as a gap. */
export interface GraphLine {
  readonly participantId: string;
  /** What this page sends to it; otherwise what it receives, or what concerns both. */
  readonly isSent: boolean;
  readonly values: readonly (number | null)[];
}

export interface Graph {
  readonly name: GraphName;
  /** In seconds since the epoch, ascending; one for each value of each line. */
  readonly times: readonly number[];
  readonly lines: readonly GraphLine[];
}

type Value = (statistics: LinkStatistics) => number | null;

/** What each graph shows, and in what unit: kbit/s, per cent, milliseconds, pictures a second. */
const LINES: Readonly<Record<GraphName, readonly { readonly isSent: boolean; readonly value: Value }[]>> = {
  bitrate: [
    { isSent: false, value: ({ received }) => scaled(received.bitrate, 1 / 1_000) },
    { isSent: true, value: ({ sent }) => scaled(sent.bitrate, 1 / 1_000) },
  ],
  loss: [
    {
      isSent: false,
      value: ({ received: { audio, video } }) => scaled(highest(audio?.lossFraction, video?.lossFraction), 100),
    },
  ],
  roundTrip: [{ isSent: false, value: ({ roundTripMs }) => roundTripMs }],
  frameRate: [{ isSent: false, value: ({ received }) => received.video?.framesPerSecond ?? null }],
};

export const GRAPHS = Object.keys(LINES) as readonly GraphName[];

/**
 * The samples among the events as a graph. Samples of the same second stand
 * together: the links are sampled at once, but do not answer at once. `only`:
 * of no other participant than this one. Pure.
 */
export function graphOf(name: GraphName, events: readonly CallEvent[], only: string | null = null): Graph {
  const samples = events.filter((event) => event.type === 'statistics');
  const shown = samples.filter(({ participantId }) => only === null || participantId === only);
  const times = [...new Set(shown.map(({ at }) => secondOf(at)))].sort((one, other) => one - other);
  const indices = new Map(times.map((time, index) => [time, index]));
  const participants = [...new Set(shown.map(({ participantId }) => participantId))];
  const lines = participants.flatMap((participantId) =>
    LINES[name].map(({ isSent, value }): GraphLine => {
      const values = times.map((): number | null => null);
      for (const sample of shown) {
        if (sample.participantId === participantId)
          values[indices.get(secondOf(sample.at)) ?? 0] = value(sample.statistics);
      }
      return { participantId, isSent, values };
    }),
  );
  return { name, times, lines };
}

/** The newest value that is known; null where there is none. */
export function latestValue({ values }: GraphLine): number | null {
  return values.findLast((value) => value !== null) ?? null;
}

function secondOf(at: number): number {
  return Math.round(at / 1_000);
}

function scaled(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor;
}

function highest(...values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value) => value != null);
  return known.length === 0 ? null : Math.max(...known);
}
