import type { Identities, Ticket } from '../host/identities.ts';

/**
 * Identities for tests: tokens that one can read, names that are the same in each
 * run, and no protection against anybody. Servers that stand for each other may
 * share one, or have one each with a `server` of their own.
 */
export class PlainIdentities implements Identities {
  readonly #server: string;
  #count = 0;

  /** `server` keeps the random names of two apart. */
  constructor(server = 'server') {
    this.#server = server;
  }

  issue(ticket: Ticket): string {
    return JSON.stringify(ticket);
  }

  read(token: string): Ticket | null {
    try {
      const ticket: unknown = JSON.parse(token);
      return isTicket(ticket) ? ticket : null;
    } catch {
      return null;
    }
  }

  derive(...parts: readonly string[]): string {
    return `${parts[0] ?? ''}-${digest(JSON.stringify(parts))}`;
  }

  random(): string {
    this.#count += 1;
    return `${this.#server}-${this.#count}`;
  }
}

function isTicket(value: unknown): value is Ticket {
  if (typeof value !== 'object' || value === null) return false;
  const ticket: Partial<Record<keyof Ticket, unknown>> = value;
  return (
    [ticket.seat, ticket.issuedAt].every((number) => typeof number === 'number') &&
    [ticket.room, ticket.participantId, ticket.incarnation, ticket.sessionId].every((name) => typeof name === 'string')
  );
}

/** Two 32-bit FNV-1a hashes, from either end: enough to tell the names of a test apart. */
function digest(text: string): string {
  let [forth, back] = [0x811c9dc5, 0x811c9dc5];
  for (let index = 0; index < text.length; index += 1) {
    forth = Math.imul(forth ^ text.charCodeAt(index), 0x01000193);
    back = Math.imul(back ^ text.charCodeAt(text.length - 1 - index), 0x01000193);
  }
  return `${(forth >>> 0).toString(36)}${(back >>> 0).toString(36)}`;
}
