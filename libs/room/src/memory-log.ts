import type { DeadlineKey } from './deadline.ts';
import { LOG_WINDOW } from './limits.ts';
import {
  type AppendBatch,
  type AppendOutcome,
  FellBehindError,
  type LogEntry,
  type LogPosition,
  type RoomLog,
  type RoomState,
} from './log.ts';
import { MemoryRoom } from './memory-room.ts';
import { emptyRoom } from './room.ts';

/** A room that nobody uses. */
const unused: RoomState = { epoch: '', position: 0, room: emptyRoom, keptAfter: 0 };

export interface MemoryLogOptions {
  /** How much of each log is kept. Default: LOG_WINDOW. */
  readonly window?: { readonly entries: number; readonly bytes: number };
  /** Milliseconds since some fixed moment, for deadlines; never goes back. Default: the platform's. */
  readonly now?: () => number;
}

/** Rooms in the memory of one process. */
export class MemoryLog implements RoomLog {
  readonly #rooms = new Map<string, MemoryRoom>();
  readonly #window: { readonly entries: number; readonly bytes: number };
  readonly #now: () => number;

  constructor({ window = LOG_WINDOW, now = () => performance.now() }: MemoryLogOptions = {}) {
    this.#window = window;
    this.#now = now;
  }

  /** How many rooms are held. */
  get roomCount(): number {
    return this.#rooms.size;
  }

  async state(name: string): Promise<RoomState> {
    return this.#rooms.get(name)?.state ?? unused;
  }

  async append(name: string, batch: AppendBatch): Promise<AppendOutcome> {
    const held = this.#rooms.get(name);
    const room = held ?? new MemoryRoom(this.#window, this.#now);
    const outcome = room.append(batch, held?.state ?? unused);
    // Who reads it still has it, and reads to its end.
    if (room.hasEnded) this.#rooms.delete(name);
    else this.#rooms.set(name, room);
    return outcome;
  }

  /** Who has begun to read reads to the end, whenever it takes the first entry. */
  read(name: string, after: LogPosition, { signal }: { signal: AbortSignal }): AsyncGenerator<LogEntry, void> {
    return entriesOf(this.#rooms.get(name), name, after, signal);
  }

  async overdue(name: string): Promise<readonly DeadlineKey[]> {
    return this.#rooms.get(name)?.overdue() ?? [];
  }
}

async function* entriesOf(
  room: MemoryRoom | undefined,
  name: string,
  after: LogPosition,
  signal: AbortSignal,
): AsyncGenerator<LogEntry, void> {
  if (room === undefined || room.state.epoch !== after.epoch) throw new FellBehindError(name, after);
  let { position } = after;
  while (!signal.aborted) {
    const entry = room.entryAfter(position);
    if (entry === 'gone') throw new FellBehindError(name, { epoch: after.epoch, position });
    if (entry !== 'not-yet') {
      position = entry.position;
      yield entry;
    } else if (room.hasEnded) {
      return;
    } else {
      await room.news.wait(signal);
    }
  }
}
