import type { DeadlineKey } from './deadline.ts';
import type { AppendBatch, AppendOrigin, AppendOutcome, LogEntry, RoomState } from './log.ts';
import { News } from './news.ts';
import { emptyRoom, evolve, isEmpty, isIn } from './room.ts';
import { weigh } from './weigh.ts';

/** One life of one room's log in memory: the kept window, the roster beside it, each sender's last number, and deadlines. */
export class MemoryRoom {
  /** Announced after each append. */
  readonly news = new News();

  #state: RoomState = { epoch: newEpoch(), position: 0, room: emptyRoom, keptAfter: 0 };
  readonly #window: { readonly entries: number; readonly bytes: number };
  readonly #now: () => number;
  readonly #kept: { readonly entry: LogEntry; readonly bytes: number }[] = [];
  #keptBytes = 0;
  readonly #senders = new Map<string, { readonly session: string; readonly seq: number }>();
  readonly #deadlines = new Map<DeadlineKey, number>();

  constructor(window: { readonly entries: number; readonly bytes: number }, now: () => number) {
    this.#window = window;
    this.#now = now;
  }

  get state(): RoomState {
    return this.#state;
  }

  /** Whether nothing can happen in it any more, or nothing ever has. */
  get hasEnded(): boolean {
    return isEmpty(this.#state.room);
  }

  /** `seenAs` is what others can have seen of this room: its state, or that it was not there. */
  append(batch: AppendBatch, seenAs: RoomState): AppendOutcome {
    const { events, expectRoster, expectOver, from } = batch;
    if (from !== undefined) {
      const lastSeq = this.#lastSeq(from);
      if (from.seq <= lastSeq) {
        this.#changeDeadlines(batch);
        return { kind: 'duplicate', lastSeq };
      }
      if (from.seq > lastSeq + 1) return { kind: 'gap', lastSeq };
    }
    if (expectOver !== undefined && !this.#isOver(expectOver)) return { kind: 'not-over' };
    if (expectRoster !== undefined && !sameRoster(expectRoster, seenAs)) return { kind: 'conflict', state: seenAs };

    for (const event of events) {
      const entry: LogEntry = { position: this.#state.position + 1, event };
      this.#keep(entry);
      this.#state = {
        ...this.#state,
        position: entry.position,
        room: evolve(this.#state.room, event),
        keptAfter: entry.position - this.#kept.length,
      };
      if (event.kind === 'left') this.#senders.delete(event.participantId);
    }
    if (from !== undefined && isIn(this.#state.room, from.participant)) {
      this.#senders.set(from.participant, { session: from.session, seq: from.seq });
    }
    this.#changeDeadlines(batch);
    if (events.length > 0) this.news.announce();
    return { kind: 'appended', state: this.#state };
  }

  /** The entry that follows a position: it may not be there yet, or no longer be kept. */
  entryAfter(position: number): LogEntry | 'not-yet' | 'gone' {
    if (position >= this.#state.position) return 'not-yet';
    return this.#kept[position - this.#state.keptAfter]?.entry ?? 'gone';
  }

  /** The deadlines that are over. */
  overdue(): DeadlineKey[] {
    return [...this.#deadlines.keys()].filter((key) => this.#isOver(key));
  }

  #isOver(key: DeadlineKey): boolean {
    const deadline = this.#deadlines.get(key);
    return deadline !== undefined && deadline <= this.#now();
  }

  #changeDeadlines({ deadlines }: AppendBatch): void {
    if (deadlines === undefined) return;
    for (const key of deadlines.drop) this.#deadlines.delete(key);
    const now = this.#now();
    for (const [key, ms] of Object.entries(deadlines.set)) {
      if (ms !== undefined) this.#deadlines.set(key as DeadlineKey, now + ms);
    }
  }

  #lastSeq(from: AppendOrigin): number {
    const sender = this.#senders.get(from.participant);
    return sender?.session === from.session ? sender.seq : -1;
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
