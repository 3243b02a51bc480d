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

/** A room that nobody has used yet. */
const unused: RoomState = { epoch: '', position: 0, room: emptyRoom };

/** Rooms in the memory of one process. */
export class MemoryLog implements RoomLog {
  readonly #rooms = new Map<string, MemoryRoom>();
  readonly #window: { readonly entries: number; readonly bytes: number };

  /** `window` is how much of each log is kept; LOG_WINDOW unless given. */
  constructor(window: { readonly entries: number; readonly bytes: number } = LOG_WINDOW) {
    this.#window = window;
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
    const room = held ?? new MemoryRoom(this.#window);
    const outcome = room.append(batch, held?.state ?? unused);
    if (room.unused) this.#rooms.delete(name);
    else this.#rooms.set(name, room);
    return outcome;
  }

  async *read(name: string, after: LogPosition, options: { signal: AbortSignal }): AsyncGenerator<LogEntry, void> {
    const room = this.#rooms.get(name);
    if (room === undefined || room.state.epoch !== after.epoch) throw new FellBehindError(name, after);
    room.readers += 1;
    try {
      let { position } = after;
      while (!options.signal.aborted) {
        const entry = room.entryAfter(position);
        if (entry === 'gone') throw new FellBehindError(name, { epoch: after.epoch, position });
        if (entry === 'not-yet') {
          await room.news.wait(options.signal);
        } else {
          position = entry.position;
          yield entry;
        }
      }
    } finally {
      room.readers -= 1;
      if (room.unused && this.#rooms.get(name) === room) this.#rooms.delete(name);
    }
  }
}
