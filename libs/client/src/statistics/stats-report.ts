/** What is needed of an RTCStatsReport: its entries by id. Browsers differ in what an entry holds. */
export type StatsReport = ReadonlyMap<string, StatsEntry>;

/** One of the dictionaries of W3C webrtc-stats, whose members may all be missing. */
export type StatsEntry = Readonly<Record<string, unknown>>;

/** The entries of a type (RTCStatsType). */
export function entriesOf(report: StatsReport, type: string): StatsEntry[] {
  return [...report.values()].filter((entry) => entry['type'] === type);
}

/** The entry that another one names by its id. */
export function entryAt(report: StatsReport, id: unknown): StatsEntry | null {
  return (typeof id === 'string' ? report.get(id) : undefined) ?? null;
}

/** A member that is a number; null where the browser does not tell it. */
export function numberIn(entry: StatsEntry | null, member: string): number | null {
  const value = entry?.[member];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A member that is a time in seconds, in milliseconds. */
export function milliseconds(entry: StatsEntry | null, member: string): number | null {
  const seconds = numberIn(entry, member);
  return seconds === null ? null : seconds * 1_000;
}

/** A member that is a word out of a few; null when it is another. */
export function wordIn<Word extends string>(
  entry: StatsEntry | null,
  member: string,
  words: readonly Word[],
): Word | null {
  return words.find((word) => word === entry?.[member]) ?? null;
}
