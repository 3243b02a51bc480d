import { LIMITS } from '@rtc-call/contract';
import { lastsFor } from './fault-end.ts';
import type { Fault } from '../testing/network/fault-plan.ts';

/** How long a client may take to notice that what was in its way is gone, in milliseconds: it waits between two tries, and for answers. */
const SLACK_MS = 8_000;

/** When which client may have been silent through no fault of the servers. */
export class Absences {
  readonly #servers: number;
  readonly #until = new Map<string, number>();
  #everybodyUntil = Number.NEGATIVE_INFINITY;

  constructor(servers: number) {
    this.#servers = servers;
  }

  /** A fault has struck at this time. */
  struck(fault: Fault, now: number): void {
    const lasts = lastsFor(fault);
    if ('client' in fault) return this.absent(fault.client, now + lasts);
    // One server cannot know of whom another hears that stands still. Where it is the only one, it has to.
    if (fault.kind === 'pause' && this.#servers > 1) this.#everybodyUntil = Math.max(this.#everybodyUntil, now + lasts);
  }

  /** A client may have been silent until this time. */
  absent(client: string, until: number): void {
    this.#until.set(client, Math.max(until, this.#until.get(client) ?? until));
  }

  /** Whether a client has had all the time of its lease to give a sign of life, and nothing in its way. */
  wasThere(client: string, now: number): boolean {
    const until = Math.max(this.#everybodyUntil, this.#until.get(client) ?? Number.NEGATIVE_INFINITY);
    return now - until > LIMITS.leaseMs + SLACK_MS;
  }
}
