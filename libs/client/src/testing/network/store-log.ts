import type { Clock } from '../../ports/clock.ts';
import {
  type AppendBatch,
  type AppendOutcome,
  type DeadlineKey,
  FellBehindError,
  type LogEntry,
  type LogPosition,
  type RoomLog,
  type RoomState,
  StoreUnavailableError,
} from '@rtc-call/room';

export interface StoreLogOptions {
  /** Makes an empty one. */
  create(): RoomLog;
  readonly clock: Clock;
  /** How long it takes to answer, in milliseconds. */
  latencyMs(): number;
}

/** Rooms kept beside the servers, in a store that can be out of reach, and can lose everything. */
export class StoreLog implements RoomLog {
  readonly #options: StoreLogOptions;
  #rooms: RoomLog;
  #lost = new AbortController();
  #isReachable = true;

  constructor(options: StoreLogOptions) {
    this.#options = options;
    this.#rooms = options.create();
  }

  /** What it holds, also while it is out of reach. */
  get rooms(): RoomLog {
    return this.#rooms;
  }

  set isReachable(isReachable: boolean) {
    this.#isReachable = isReachable;
  }

  /** Forgets every room. */
  lose(): void {
    this.#rooms = this.#options.create();
    const lost = this.#lost;
    this.#lost = new AbortController();
    lost.abort();
  }

  async state(room: string): Promise<RoomState> {
    await this.#travel();
    return this.#reach().state(room);
  }

  async append(room: string, batch: AppendBatch): Promise<AppendOutcome> {
    await this.#travel();
    return this.#reach().append(room, batch);
  }

  async *read(room: string, after: LogPosition, { signal }: { signal: AbortSignal }): AsyncGenerator<LogEntry, void> {
    const lost = this.#lost.signal;
    yield* this.#reach().read(room, after, { signal: AbortSignal.any([signal, lost]) });
    if (lost.aborted && !signal.aborted) throw new FellBehindError(room, after);
  }

  async overdue(room: string): Promise<readonly DeadlineKey[]> {
    return this.#reach().overdue(room);
  }

  async #travel(): Promise<void> {
    const { clock, latencyMs } = this.#options;
    const ms = latencyMs();
    if (ms > 0) await new Promise<void>((resolve) => clock.after(ms, resolve));
  }

  #reach(): RoomLog {
    if (!this.#isReachable) throw new StoreUnavailableError();
    return this.#rooms;
  }
}
