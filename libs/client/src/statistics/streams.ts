import { bitrate, grown } from './counter.ts';
import type { ReceivedVideoStatistics, SentVideoStatistics, StreamStatistics } from './link-statistics.ts';
import {
  entriesOf,
  entryAt,
  milliseconds,
  numberIn,
  type StatsEntry,
  type StatsReport,
  wordIn,
} from './stats-report.ts';

export type MediaKind = 'audio' | 'video';

/** One stream in the report before this one, and in this one. */
interface Stream {
  /** Null where the stream is new. */
  readonly before: StatsEntry | null;
  readonly now: StatsEntry;
}

/** What is sent of a kind; null when nothing is. */
export function sentStream(before: StatsReport | null, now: StatsReport, kind: MediaKind): StreamStatistics | null {
  const stream = streamOf(before, now, 'outbound-rtp', kind);
  return stream && sentFigures(now, stream);
}

export function sentVideo(before: StatsReport | null, now: StatsReport): SentVideoStatistics | null {
  const stream = streamOf(before, now, 'outbound-rtp', 'video');
  if (stream === null) return null;
  return {
    ...sentFigures(now, stream),
    ...picture(stream.now),
    limitation: wordIn(stream.now, 'qualityLimitationReason', ['none', 'cpu', 'bandwidth', 'other']),
  };
}

/** What comes of a kind; null when nothing does. */
export function receivedStream(before: StatsReport | null, now: StatsReport, kind: MediaKind): StreamStatistics | null {
  const stream = streamOf(before, now, 'inbound-rtp', kind);
  return stream && receivedFigures(stream);
}

export function receivedVideo(before: StatsReport | null, now: StatsReport): ReceivedVideoStatistics | null {
  const stream = streamOf(before, now, 'inbound-rtp', 'video');
  if (stream === null) return null;
  return {
    ...receivedFigures(stream),
    ...picture(stream.now),
    freezes: grown(stream.before, stream.now, 'freezeCount'),
  };
}

/** Of several streams of a kind, as when the other end has begun a new one, the one that came last into the report. */
function streamOf(before: StatsReport | null, now: StatsReport, type: string, kind: MediaKind): Stream | null {
  const entry = entriesOf(now, type).findLast((each) => each['kind'] === kind);
  if (entry === undefined) return null;
  return { before: before && entryAt(before, entry['id']), now: entry };
}

function sentFigures(report: StatsReport, { before, now }: Stream): StreamStatistics {
  const reported = entryAt(report, now['remoteId']);
  return {
    bitrate: bitrate(before, now, 'bytesSent'),
    packets: grown(before, now, 'packetsSent'),
    lossFraction: numberIn(reported, 'fractionLost'),
    jitterMs: milliseconds(reported, 'jitter'),
  };
}

function receivedFigures({ before, now }: Stream): StreamStatistics {
  const packets = grown(before, now, 'packetsReceived');
  const lost = grown(before, now, 'packetsLost');
  return {
    bitrate: bitrate(before, now, 'bytesReceived'),
    packets,
    lossFraction: packets === null || lost === null || packets + lost === 0 ? null : lost / (packets + lost),
    jitterMs: milliseconds(now, 'jitter'),
  };
}

function picture(entry: StatsEntry): { framesPerSecond: number | null; width: number | null; height: number | null } {
  return {
    framesPerSecond: numberIn(entry, 'framesPerSecond'),
    width: numberIn(entry, 'frameWidth'),
    height: numberIn(entry, 'frameHeight'),
  };
}
