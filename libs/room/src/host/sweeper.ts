import { type DeadlineKey, parseDeadline, type Terms } from '../deadline.ts';
import type { RoomLog } from '../log.ts';
import { submit } from '../submit.ts';
import type { Clock } from './clock.ts';
import { HOST_LIMITS } from './limits.ts';
import { Wakefulness } from './wakefulness.ts';

export interface SweeperOptions {
  readonly log: RoomLog;
  readonly clock: Clock;
  readonly terms: Terms;
  /** Whether this host has a stream of the room, and so a duty to look after it. */
  isServed(room: string): boolean;
  /** A deadline was over, and its room was told so. */
  swept(room: string, deadline: DeadlineKey): void;
  /** The store could not be reached. */
  failed(room: string, error: unknown): void;
}

/** How a room is looked after: since when, and until when, unless it is served for longer. */
interface Watch {
  readonly since: number;
  readonly until: number;
}

/**
 * Looks after the deadlines of the rooms that this host serves, and of those it
 * has served until a moment ago. Any number of hosts may look after one room: the
 * log lets each deadline be over once.
 */
export class Sweeper {
  readonly #options: SweeperOptions;
  readonly #wakefulness: Wakefulness;
  readonly #rooms = new Map<string, Watch>();
  /** The rooms that are being swept. */
  readonly #busy = new Set<string>();
  readonly #timers = new Set<() => void>();
  #stopped = false;

  constructor(options: SweeperOptions) {
    this.#options = options;
    this.#wakefulness = new Wakefulness(options.clock, options.terms);
  }

  /** Looks after a room from now on. */
  watch(room: string): void {
    if (this.#stopped) return;
    const { clock, terms } = this.#options;
    if (this.#rooms.size === 0) this.#tickAgain();
    // By then nobody who is heard no more can be left in it, nor a place be kept.
    const until = clock.now() + terms.presence + terms.away + terms.place + terms.settling;
    this.#rooms.set(room, { since: this.#rooms.get(room)?.since ?? clock.now(), until });
  }

  /** Looks after a room from now on, and first of all at what it was not there to see. */
  async take(room: string): Promise<void> {
    if (this.#stopped || this.#rooms.has(room)) return;
    this.watch(room);
    await this.#sweep(room);
  }

  /** Looks after a room from now on, and also when a deadline that is this much ahead is over. */
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

  #tickAgain(): void {
    this.#after(HOST_LIMITS.sweepMs, () => {
      const now = this.#options.clock.now();
      for (const [room, { until }] of this.#rooms) {
        if (this.#options.isServed(room)) this.watch(room);
        else if (until < now) this.#rooms.delete(room);
        void this.#sweep(room);
      }
      if (this.#rooms.size > 0) this.#tickAgain();
    });
  }

  async #sweep(room: string): Promise<void> {
    if (this.#busy.has(room)) return;
    this.#busy.add(room);
    const { log, clock, failed } = this.#options;
    try {
      const asked = clock.now();
      const overdue = await log.overdue(room);
      this.#wakefulness.wasDueAt(asked);
      for (const key of overdue) await this.#expire(room, key);
    } catch (error) {
      this.#wakefulness.heldUp();
      failed(room, error);
    } finally {
      this.#busy.delete(room);
    }
  }

  async #expire(room: string, key: DeadlineKey): Promise<void> {
    const { log, terms, swept } = this.#options;
    const deadline = parseDeadline(key);
    const watch = this.#rooms.get(room);
    if (deadline === null || watch === undefined || !this.#wakefulness.mayExpire(deadline.kind, watch.since)) return;
    const outcome = await submit(log, room, terms, () => ({
      commands: [{ kind: 'expire', deadline }],
      expectOver: key,
    }));
    if (outcome.kind === 'appended' && outcome.events.length > 0) swept(room, key);
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
