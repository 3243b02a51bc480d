import type { AppendBatch, AppendOrigin, AppendOutcome, LogEntry, RoomState } from './log.ts';
import { News } from './news.ts';
import { emptyRoom, evolve, isIn } from './room.ts';
import { weigh } from './weigh.ts';

/** One room's log in memory: the kept window, the roster beside it, and each present sender's last number. */
export class MemoryRoom {
  /** Announced after each append. */
  readonly news = new News();
  /** How many are reading. */
  readers = 0;

  #state: RoomState = { epoch: newEpoch(), position: 0, room: emptyRoom };
  readonly #window: { readonly entries: number; readonly bytes: number };
  readonly #kept: { readonly entry: LogEntry; readonly bytes: number }[] = [];
  #keptBytes = 0;
  readonly #senders = new Map<string, { readonly incarnation: string; readonly seq: number }>();

  constructor(window: { readonly entries: number; readonly bytes: number }) {
    this.#window = window;
  }

  get state(): RoomState {
    return this.#state;
  }

  /** Whether nobody is in the room and nobody reads it. */
  get unused(): boolean {
    return this.#state.room.participants.length === 0 && this.readers === 0;
  }

  /** `seenAs` is what others can have seen of this room: its state, or that it was not there. */
  append({ events, expectRoster, from }: AppendBatch, seenAs: RoomState): AppendOutcome {
    if (from !== undefined) {
      const lastSeq = this.#lastSeq(from);
      if (from.seq <= lastSeq) return { kind: 'duplicate', lastSeq };
      if (from.seq > lastSeq + 1) return { kind: 'gap', lastSeq };
    }
    if (expectRoster !== undefined && !sameRoster(expectRoster, seenAs)) return { kind: 'conflict', state: seenAs };

    for (const event of events) {
      const entry: LogEntry = { position: this.#state.position + 1, event };
      this.#state = { ...this.#state, position: entry.position, room: evolve(this.#state.room, event) };
      this.#keep(entry);
      if (event.kind === 'left') this.#senders.delete(event.participantId);
    }
    if (from !== undefined && isIn(this.#state.room, from.participant)) {
      this.#senders.set(from.participant, { incarnation: from.incarnation, seq: from.seq });
    }
    if (events.length > 0) this.news.announce();
    return { kind: 'appended', state: this.#state };
  }

  /** The entry that follows a position: it may not be there yet, or no longer be kept. */
  entryAfter(position: number): LogEntry | 'not-yet' | 'gone' {
    if (position >= this.#state.position) return 'not-yet';
    const firstKept = this.#state.position - this.#kept.length + 1;
    return this.#kept[position + 1 - firstKept]?.entry ?? 'gone';
  }

  #lastSeq(from: AppendOrigin): number {
    const sender = this.#senders.get(from.participant);
    return sender?.incarnation === from.incarnation ? sender.seq : -1;
  }

  #keep(entry: LogEntry): void {
    const bytes = weigh(entry.event);
    this.#kept.push({ entry, bytes });
    this.#keptBytes += bytes;
    while (
      this.#kept.length > 1 &&
      (this.#kept.length > this.#window.entries || this.#keptBytes > this.#window.bytes)
    ) {
      this.#keptBytes -= this.#kept.shift()?.bytes ?? 0;
    }
  }
}

function sameRoster(one: RoomState, other: RoomState): boolean {
  return one.epoch === other.epoch && one.room.version === other.room.version;
}

/** 96 random bits: no two lives of a log share a name. */
function newEpoch(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (word) => word.toString(36)).join('-');
}
