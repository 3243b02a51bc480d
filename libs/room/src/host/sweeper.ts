import { type DeadlineKey, parseDeadline, type Terms } from '../deadline.ts';
import type { RoomLog } from '../log.ts';
import { submit } from '../submit.ts';
import type { Clock } from './clock.ts';
import { HOST_LIMITS } from './limits.ts';
import { Turns } from './turns.ts';
import { Wakefulness } from './wakefulness.ts';

export interface SweeperOptions {
  readonly log: RoomLog;
  readonly clock: Clock;
  readonly terms: Terms;
  /** Whether this host has a stream of the room. */
  isServed(room: string): boolean;
  /** A deadline was over, and its room was told so. */
  swept(room: string, deadline: DeadlineKey): void;
  /** The store could not be reached. */
  failed(room: string, error: unknown): void;
}

/** How far apart within `sweepMs` two rooms are that come one after the other, as a part of it: never close to many others. */
const STRIDE = (Math.sqrt(5) - 1) / 2;

/** How a room is looked after. */
interface Watch {
  /** Since when. */
  readonly since: number;
  /** A moment at which it is to be looked at; the others are a number of `sweepMs` later. */
  readonly phase: number;
  /** When something was last heard of anybody in it, by this host. */
  heard: number;
  /** Ends when it was looked at for the first time. */
  firstLook: Promise<void>;
}

/**
 * Looks after the deadlines of the rooms of which this host hears: it has a stream
 * of theirs, or somebody in them says something. A room is forgotten once it has
 * ended; and on a store that other hosts share, where it may go on without this
 * one, once everybody who was heard here can only have been heard elsewhere since.
 * Any number of hosts may look after one room: the log lets each deadline be over
 * once.
 */
export class Sweeper {
  readonly #options: SweeperOptions;
  readonly #wakefulness: Wakefulness;
  readonly #rooms = new Map<string, Watch>();
  /** The rooms that are being swept. */
  readonly #busy = new Set<string>();
  /** Those of them that are to be swept once more: something may be over that was not yet when they were looked at. */
  readonly #again = new Set<string>();
  readonly #turns = new Turns(HOST_LIMITS.sweepsAtOnce);
  readonly #timers = new Set<() => void>();
  /** How many rooms have been watched so far. */
  #count = 0;
  #stopped = false;

  constructor(options: SweeperOptions) {
    this.#options = options;
    this.#wakefulness = new Wakefulness(options.clock, options.terms);
  }

  /** Rooms that are looked after. */
  get roomCount(): number {
    return this.#rooms.size;
  }

  /** Whether a room is looked after. */
  has(room: string): boolean {
    return this.#rooms.has(room);
  }

  /** Looks after a room, of which something is heard now. */
  watch(room: string): void {
    if (this.#stopped) return;
    const now = this.#options.clock.now();
    const known = this.#rooms.get(room);
    if (known !== undefined) {
      known.heard = now;
      return;
    }
    const phase = now - ((this.#count * STRIDE) % 1) * HOST_LIMITS.sweepMs;
    this.#count += 1;
    const watch: Watch = { since: now, phase, heard: now, firstLook: Promise.resolve() };
    this.#rooms.set(room, watch);
    watch.firstLook = this.#sweep(room);
    this.#lookLater(room, watch);
  }

  /** Looks after a room, and waits until that is seen to which no host may have been there to see. */
  async take(room: string): Promise<void> {
    this.watch(room);
    await this.#rooms.get(room)?.firstLook;
  }

  /** Looks after a room, and also when a deadline that is this much ahead is over. */
  expect(room: string, delayMs: number): void {
    this.watch(room);
    this.#after(delayMs + HOST_LIMITS.sweepSlackMs, () => void this.#sweep(room));
  }

  /** Something has shown that the store cannot be reached. */
  storeFailed(): void {
    this.#wakefulness.heldUp();
  }

  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#rooms.clear();
  }

  /** Rooms are looked at spread over time: also after a moment in which none was. */
  #lookLater(room: string, watch: Watch): void {
    const { sweepMs } = HOST_LIMITS;
    const now = this.#options.clock.now();
    // Rounded, since a timer may run a little early, or late.
    const next = Math.round((now - watch.phase) / sweepMs) + 1;
    this.#after(watch.phase + next * sweepMs - now, async () => {
      await this.#turns.run(() => this.#sweep(room));
      if (this.#rooms.get(room) === watch) this.#lookLater(room, watch);
    });
  }

  async #sweep(room: string): Promise<void> {
    if (this.#busy.has(room)) {
      this.#again.add(room);
      return;
    }
    this.#busy.add(room);
    do {
      this.#again.delete(room);
      await this.#look(room);
    } while (this.#again.has(room));
    this.#busy.delete(room);
  }

  async #look(room: string): Promise<void> {
    const { log, clock, failed } = this.#options;
    const watch = this.#rooms.get(room);
    if (watch === undefined) return;
    const asked = clock.now();
    try {
      const overdue = await log.overdue(room);
      this.#wakefulness.wasDueAt(asked);
      for (const key of overdue) await this.#expire(room, watch, key);
      if (await this.#isOver(room, watch, asked)) this.#rooms.delete(room);
    } catch (error) {
      this.#wakefulness.heldUp();
      failed(room, error);
    }
  }

  async #expire(room: string, { since }: Watch, key: DeadlineKey): Promise<void> {
    const { log, terms, swept } = this.#options;
    const deadline = parseDeadline(key);
    if (deadline === null || !this.#wakefulness.mayExpire(deadline.kind, since)) return;
    const outcome = await submit(log, room, terms, () => ({
      commands: [{ kind: 'expire', deadline }],
      expectOver: key,
    }));
    if (outcome.kind === 'appended' && outcome.events.length > 0) swept(room, key);
  }

  /** Whether there is nothing left to look after in a room, which was looked at just now. */
  async #isOver(room: string, watch: Watch, asked: number): Promise<boolean> {
    const { log, clock, isServed } = this.#options;
    if (isServed(room)) {
      watch.heard = clock.now();
      return false;
    }
    const hasEnded = this.#wakefulness.isPast(watch.heard) || (await log.state(room)).epoch === '';
    // Somebody may have come while it was being asked.
    return hasEnded && watch.heard < asked && !isServed(room);
  }

  /** Whatever runs late shows that the host stood still. */
  #after(delayMs: number, run: () => void): void {
    if (this.#stopped) return;
    const due = this.#options.clock.now() + delayMs;
    const cancel = this.#options.clock.after(delayMs, () => {
      this.#timers.delete(cancel);
      this.#wakefulness.wasDueAt(due);
      run();
    });
    this.#timers.add(cancel);
  }
}
