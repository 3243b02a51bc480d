import { afterEach, beforeEach } from 'vitest';
import type { DeadlineKey } from '../deadline.ts';
import type { LogEntry, LogPosition, RoomLog, RoomState } from '../log.ts';
import { joined, origin } from './events.ts';

/** What an implementation gives for one test. */
export interface LogUnderTest {
  /** Empty, and with SUITE_WINDOW. */
  readonly log: RoomLog;
  /** The same rooms as another server reaches them. Default: `log`. */
  readonly other?: RoomLog;
  /** Lets this many milliseconds pass for deadlines. Default: waits for so long. */
  passTime?(ms: number): Promise<void>;
  /** Takes it down again. */
  dispose?(): Promise<void>;
}

export type MakeLog = () => Promise<LogUnderTest>;

/** The window that a log under test is made with: small, so that tests can outgrow it. */
export const SUITE_WINDOW = { entries: 8, bytes: 64 * 1024 } as const;

/** A log for each test, and what tests do with it. */
export interface Trial {
  readonly log: RoomLog;
  readonly other: RoomLog;
  passTime(ms: number): Promise<void>;
  /** Appends a joining, which begins a session, and gives the state after it. */
  join(room: string, id: string): Promise<RoomState>;
  /** Reads on after a position until the test is over. */
  read(room: string, after: LogPosition, log?: RoomLog): AsyncIterator<LogEntry>;
  /** Sets deadlines, in milliseconds from now. */
  set(room: string, deadlines: Readonly<Partial<Record<DeadlineKey, number>>>): Promise<void>;
  /** Ends all reading. */
  stopReading(): void;
}

/** Makes a log before each test of the suite around it, and takes it down afterwards. */
export function useLog(make: MakeLog): Trial {
  let made: LogUnderTest | undefined;
  let reading = new AbortController();
  const current = () => {
    if (made === undefined) throw new Error('There is a log only while a test runs');
    return made;
  };

  beforeEach(async () => {
    reading = new AbortController();
    made = await make();
  });
  afterEach(async () => {
    reading.abort();
    await made?.dispose?.();
    made = undefined;
  });

  return {
    get log() {
      return current().log;
    },
    get other() {
      return current().other ?? current().log;
    },
    async passTime(ms) {
      const { passTime } = current();
      if (passTime) await passTime(ms);
      else await new Promise((resolve) => setTimeout(resolve, ms));
    },
    async join(room, id) {
      const { log } = current();
      const expectRoster = await log.state(room);
      const outcome = await log.append(room, { events: [joined(id)], expectRoster, from: origin(id, 0) });
      if (outcome.kind !== 'appended') throw new Error(`Joining ended in "${outcome.kind}"`);
      return outcome.state;
    },
    read: (room, after, log = current().log) =>
      log.read(room, after, { signal: reading.signal })[Symbol.asyncIterator](),
    async set(room, deadlines) {
      await current().log.append(room, { events: [], deadlines: { set: deadlines, drop: [] } });
    },
    stopReading: () => reading.abort(),
  };
}

/** The next entries of a reader; fewer where it ends before. */
export async function take(entries: AsyncIterator<LogEntry>, count: number): Promise<LogEntry[]> {
  const taken: LogEntry[] = [];
  while (taken.length < count) {
    const next = await entries.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

export const eventsOf = (entries: readonly LogEntry[]) => entries.map(({ event }) => event);
export const idsOf = (room: { readonly participants: readonly { readonly id: string }[] }) =>
  room.participants.map(({ id }) => id);
