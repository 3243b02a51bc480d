import { type DeadlineKey, parseDeadline, type Terms } from '../deadline.ts';
import type { RoomLog } from '../log.ts';
import { submit } from '../submit.ts';
import type { Clock } from './clock.ts';
import { HOST_LIMITS } from './limits.ts';

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

/**
 * Looks after the deadlines of the rooms that this host serves, and of those it
 * has served until a moment ago. Any number of hosts may look after one room: the
 * log lets each deadline be over once.
 *
 * A host that stood still, or could not reach its store, expires nobody for that:
 * signs of life may be waiting unread.
 */
export class Sweeper {
  readonly #options: SweeperOptions;
  /** The rooms to look after; each until this time, or for as long as it is served. */
  readonly #rooms = new Map<string, number>();
  readonly #timers = new Set<() => void>();
  /** Since when this host has been awake and has reached its store; for what was before it, nothing is held back. */
  #awakeSince = Number.NEGATIVE_INFINITY;
  #lastTick: number;
  #stopped = false;

  constructor(options: SweeperOptions) {
    this.#options = options;
    this.#lastTick = options.clock.now();
    this.#after(HOST_LIMITS.sweepMs, () => this.#tick());
  }

  /** Looks after a room from now on. */
  watch(room: string): void {
    const { clock, terms } = this.#options;
    // By then nobody who is heard no more can be left in it.
    this.#rooms.set(room, clock.now() + terms.presence + terms.away + terms.place + terms.settling);
  }

  /** Sweeps a room when this much time has passed, and not only at the next turn. */
  sweepIn(delayMs: number, room: string): void {
    this.#after(delayMs, () => void this.#sweep(room));
  }

  stop(): void {
    this.#stopped = true;
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }

  #tick(): void {
    const now = this.#options.clock.now();
    if (now - this.#lastTick > HOST_LIMITS.sweepMs + HOST_LIMITS.catchUpMs) this.#awakeSince = now;
    this.#lastTick = now;
    for (const [room, until] of this.#rooms) {
      if (this.#options.isServed(room)) this.watch(room);
      else if (until < now) this.#rooms.delete(room);
      void this.#sweep(room);
    }
    this.#after(HOST_LIMITS.sweepMs, () => this.#tick());
  }

  async #sweep(room: string): Promise<void> {
    const { log, terms, swept, failed } = this.#options;
    try {
      for (const key of await log.overdue(room)) {
        const deadline = parseDeadline(key);
        if (deadline === null || this.#isHeldBack(deadline.kind)) continue;
        const outcome = await submit(log, room, terms, () => ({
          commands: [{ kind: 'expire', deadline }],
          expectOver: key,
        }));
        if (outcome.kind === 'appended') swept(room, key);
      }
    } catch (error) {
      this.#awakeSince = this.#options.clock.now();
      failed(room, error);
    }
  }

  #isHeldBack(kind: keyof Terms): boolean {
    const awakeFor = this.#options.clock.now() - this.#awakeSince;
    return awakeFor < (kind === 'presence' ? this.#options.terms.presence : HOST_LIMITS.catchUpMs);
  }

  #after(delayMs: number, run: () => void): void {
    if (this.#stopped) return;
    const cancel = this.#options.clock.after(delayMs, () => {
      this.#timers.delete(cancel);
      run();
    });
    this.#timers.add(cancel);
  }
}
