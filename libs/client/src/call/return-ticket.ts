import type { Clock } from '../ports/clock.ts';
import type { PageMemory } from '../ports/page-memory.ts';
import { displayNameFault } from './call-options.ts';
import type { SourceKind } from './snapshot.ts';

/** For how long a page that went away comes back by itself, in milliseconds: as long as the server keeps its place. */
export const RETURN_WITHIN_MS = 15_000;

/** One source, as it was when the page went away. */
export interface RememberedSource {
  readonly isOn: boolean;
  /** As SourceSnapshot.chosenDeviceId. */
  readonly deviceId: string | null;
}

export type RememberedSources = Readonly<Record<SourceKind, RememberedSource>>;

/** What a call needs to go on in the page that comes after its own. */
export interface ReturnTicket {
  /** A secret: it proves which participant this is. */
  readonly resumeToken: string;
  readonly displayName: string;
  readonly sources: RememberedSources;
  /** When the room was entered, in milliseconds since the epoch; null when it was not yet. */
  readonly since: number | null;
  /** How much the pages so far have asked for; see JoinRequest.attempt. */
  readonly attempts: number;
}

/** Where one call's tickets are kept between two pages. */
export class ReturnTickets {
  readonly #memory: PageMemory;
  readonly #clock: Clock;
  readonly #key: string;
  #takeBack: (() => void) | null = null;

  constructor({ memory, clock, server, room }: { memory: PageMemory; clock: Clock; server: string; room: string }) {
    this.#memory = memory;
    this.#clock = clock;
    this.#key = `${server}:${room}`;
  }

  /** The ticket of a call that was going on here a moment ago. Each is given once, in the order of the calls. */
  take(): ReturnTicket | null {
    for (;;) {
      const text = this.#memory.take(this.#key);
      if (text === null) return null;
      const ticket = read(text, this.#clock.now());
      if (ticket !== null) return ticket;
    }
  }

  /** Leaves a ticket for the next page, in place of the one that this call has left before. False where none can be left. */
  leave(ticket: ReturnTicket): boolean {
    this.takeBack();
    this.#takeBack = this.#memory.leave(this.#key, JSON.stringify({ ...ticket, at: this.#clock.now() }));
    return this.#takeBack !== null;
  }

  /** There is nothing for a next page to go on with: this one goes on itself, or nobody does. */
  takeBack(): void {
    this.#takeBack?.();
    this.#takeBack = null;
  }
}

/** Null for a ticket that is too old, and for what is none: any script of the origin can write there. */
function read(text: string, now: number): ReturnTicket | null {
  const said = fieldsOf(parsed(text));
  const sources = fieldsOf(said['sources']);
  const [microphone, camera] = [sourceOf(sources['microphone']), sourceOf(sources['camera'])];
  const { resumeToken, displayName, since, at, attempts } = said;
  if (typeof at !== 'number' || at > now || now - at > RETURN_WITHIN_MS) return null;
  if (typeof resumeToken !== 'string' || typeof displayName !== 'string' || displayNameFault(displayName) !== null) {
    return null;
  }
  return {
    resumeToken,
    displayName,
    sources: { microphone, camera },
    since: typeof since === 'number' && since <= at ? since : null,
    attempts: Number.isSafeInteger(attempts) ? Number(attempts) : 0,
  };
}

function sourceOf(said: unknown): RememberedSource {
  const { isOn, deviceId } = fieldsOf(said);
  return { isOn: isOn === true, deviceId: typeof deviceId === 'string' ? deviceId : null };
}

function fieldsOf(said: unknown): Readonly<Record<string, unknown>> {
  return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : {};
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
