import { numberIn, type StatsEntry } from './stats-report.ts';

/** How much a counter has grown between two states of one entry; null when one of them does not tell. Never less than 0. */
export function grown(before: StatsEntry | null, now: StatsEntry | null, member: string): number | null {
  const [earlier, later] = [numberIn(before, member), numberIn(now, member)];
  return earlier === null || later === null ? null : Math.max(0, later - earlier);
}

/** How fast a counter of bytes grows, in bits per second by the entry's own times; null when that cannot be told. */
export function bitrate(before: StatsEntry | null, now: StatsEntry | null, member: string): number | null {
  const bytes = grown(before, now, member);
  const elapsedMs = grown(before, now, 'timestamp');
  return bytes === null || elapsedMs === null || elapsedMs === 0 ? null : (bytes * 8 * 1_000) / elapsedMs;
}
