import { ErrorCode, type Participant } from '@rtc-call/contract';
import {
  type AppendBatch,
  type AppendOutcome,
  type DeadlineKey,
  isInAs,
  type LogEntry,
  type LogPosition,
  parseDeadline,
  participantOf,
  RoomError,
  type RoomEvent,
  type RoomLog,
  type RoomState,
  submit,
  TERMS,
} from '@rtc-call/room';
import type { Clock } from '../../ports/clock.ts';

type Wrap = (log: RoomLog, clock: Clock) => RoomLog;

/** A log that is as the one below it. Each mutant replaces one method. */
class PassingLog implements RoomLog {
  constructor(readonly log: RoomLog) {}

  state(room: string): Promise<RoomState> {
    return this.log.state(room);
  }

  append(room: string, batch: AppendBatch): Promise<AppendOutcome> {
    return this.log.append(room, batch);
  }

  read(room: string, after: LogPosition, options: { signal: AbortSignal }): AsyncIterable<LogEntry> {
    return this.log.read(room, after, options);
  }

  overdue(room: string): Promise<readonly DeadlineKey[]> {
    return this.log.overdue(room);
  }
}

function appending(
  append: (log: RoomLog, room: string, batch: AppendBatch, clock: Clock) => Promise<AppendOutcome>,
): Wrap {
  return (log, clock) =>
    new (class extends PassingLog {
      override append(room: string, batch: AppendBatch) {
        return append(log, room, batch, clock);
      }
    })(log);
}

function rewriting(rewrite: (events: readonly RoomEvent[]) => readonly RoomEvent[]): Wrap {
  return appending((log, room, batch) => log.append(room, { ...batch, events: rewrite(batch.events) }));
}

/** Takes a batch again that it has taken already. */
export const forgetsBatches = appending(async (log, room, batch) => {
  const outcome = await log.append(room, batch);
  if (outcome.kind !== 'duplicate') return outcome;
  const { from: _, ...again } = batch;
  return log.append(room, again);
});

/** Never writes down that somebody left. */
export const forgetsLeaves = rewriting((events) => events.filter(({ kind }) => kind !== 'left'));

/** Never writes down that a newer stream serves a participant. */
export const forgetsAttached = rewriting((events) => events.filter(({ kind }) => kind !== 'attached'));

/** Writes every signal down twice. */
export const deliversTwice = rewriting((events) =>
  events.flatMap((event): RoomEvent[] => (event.kind === 'signal' ? [event, event] : [event])),
);

/** Lets nobody in again whose page was reloaded. */
export const refusesReloads = appending(async (log, room, batch) => {
  const before = (await log.state(room)).room;
  const isReloaded = ({ id, incarnation }: Participant) =>
    participantOf(before, id) !== undefined && !isInAs(before, id, incarnation);
  for (const event of batch.events) {
    if (event.kind !== 'returned' || !isReloaded(event.participant)) continue;
    throw new RoomError(ErrorCode.SUPERSEDED, 'Whoever was here before is not let in again.');
  }
  return log.append(room, batch);
});

/** Says that a batch is written down, and writes it a moment later. */
export const acknowledgesEarly = appending(async (log, room, batch, clock) => {
  const isOfSignals =
    batch.from !== undefined && batch.from.seq > 0 && batch.events.every(({ kind }) => kind === 'signal');
  if (!isOfSignals) return log.append(room, batch);
  clock.after(WRITES_AFTER_MS, () => void log.append(room, batch).catch(() => {}));
  return { kind: 'appended', state: await log.state(room) };
});

const WRITES_AFTER_MS = 100;

/** Loses one signal of twenty. */
export function dropsEntries(): Wrap {
  let count = 0;
  return rewriting((events) =>
    events.filter(({ kind }) => {
      if (kind === 'signal') count += 1;
      return kind !== 'signal' || count % 20 !== 0;
    }),
  );
}

/** Lets roster decisions in that were made on another roster. */
export const skipsRosterCheck = appending((log, room, batch) => {
  const { expectRoster: _, ...unchecked } = batch;
  return log.append(room, unchecked);
});

/** Takes whoever is silent for gone, also where nobody could be heard. */
export const expiresAfterPause: Wrap = (log) =>
  new (class extends PassingLog {
    override async state(room: string) {
      for (const key of await log.overdue(room)) {
        const deadline = parseDeadline(key);
        if (deadline?.kind !== 'presence') continue;
        await submit(log, room, TERMS, () => ({ commands: [{ kind: 'expire', deadline }], expectOver: key }));
      }
      return log.state(room);
    }
  })(log);

/** Keeps its deadlines to itself. */
export const neverExpires: Wrap = (log) =>
  new (class extends PassingLog {
    override async overdue() {
      return [];
    }
  })(log);

/** Gives the entries of a log out of order now and then. */
export const reordersEntries: Wrap = (log) =>
  new (class extends PassingLog {
    override async *read(room: string, after: LogPosition, options: { signal: AbortSignal }): AsyncGenerator<LogEntry> {
      for await (const entry of log.read(room, after, options)) {
        // An entry that is shown under the position before it hides the one that follows.
        yield entry.position % 10 === 0 ? { ...entry, position: entry.position + 1 } : entry;
      }
    }
  })(log);
