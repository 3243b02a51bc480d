import { bitrate } from './counter.ts';
import type { LinkStatistics } from './link-statistics.ts';
import { pathOf, selectedPair } from './selected-pair.ts';
import { entriesOf, entryAt, milliseconds, type StatsEntry, type StatsReport } from './stats-report.ts';
import { receivedStream, receivedVideo, sentStream, sentVideo } from './streams.ts';

/** When a link was sampled, and which one it is. */
export type Sample = Pick<LinkStatistics, 'at' | 'generation'>;

/**
 * What two reports of one peer connection say of its link. `before`: null at the
 * first, which shows no rates and no counts.
 */
export function measureLink(sample: Sample, before: StatsReport | null, now: StatsReport): LinkStatistics {
  const pair = selectedPair(now);
  // Counted for each pair by itself: after a change of the pair there is nothing to compare with.
  const pairBefore = before && entryAt(before, pair?.['id']);
  return {
    ...sample,
    roundTripMs: roundTripMs(now, pair),
    path: pathOf(now, pair),
    sent: {
      bitrate: bitrate(pairBefore, pair, 'bytesSent'),
      audio: sentStream(before, now, 'audio'),
      video: sentVideo(before, now),
    },
    received: {
      bitrate: bitrate(pairBefore, pair, 'bytesReceived'),
      audio: receivedStream(before, now, 'audio'),
      video: receivedVideo(before, now),
    },
  };
}

/** By the checks of the path, every few seconds; where the browser does not tell that, by what the other end reports of the media. */
function roundTripMs(report: StatsReport, pair: StatsEntry | null): number | null {
  const checked = milliseconds(pair, 'currentRoundTripTime');
  if (checked !== null) return checked;
  const reported = entriesOf(report, 'remote-inbound-rtp').map((entry) => milliseconds(entry, 'roundTripTime'));
  return reported.find((time) => time !== null) ?? null;
}
