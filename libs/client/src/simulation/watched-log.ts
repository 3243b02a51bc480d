import type {
  AppendBatch,
  AppendOutcome,
  DeadlineKey,
  LogEntry,
  LogPosition,
  RoomEvent,
  RoomLog,
  RoomState,
} from '@rtc-call/room';

/** A log, with everything that is appended shown to somebody. */
export class WatchedLog implements RoomLog {
  readonly #log: RoomLog;
  readonly #appended: (event: RoomEvent, state: RoomState) => void;

  constructor(log: RoomLog, appended: (event: RoomEvent, state: RoomState) => void) {
    this.#log = log;
    this.#appended = appended;
  }

  state(room: string): Promise<RoomState> {
    return this.#log.state(room);
  }

  async append(room: string, batch: AppendBatch): Promise<AppendOutcome> {
    const outcome = await this.#log.append(room, batch);
    if (outcome.kind === 'appended') for (const event of batch.events) this.#appended(event, outcome.state);
    return outcome;
  }

  read(room: string, after: LogPosition, options: { signal: AbortSignal }): AsyncIterable<LogEntry> {
    return this.#log.read(room, after, options);
  }

  overdue(room: string): Promise<readonly DeadlineKey[]> {
    return this.#log.overdue(room);
  }
}
