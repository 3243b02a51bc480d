import type { Identities, Ticket } from '@rtc-call/room';

/**
 * Names that can be read and repeat in every run, and proofs that prove nothing.
 * The servers of one service share one, as real ones share their secret.
 */
export class FakeIdentities implements Identities {
  readonly #tickets = new Map<string, Ticket>();
  readonly #tokens = new Map<string, string>();
  readonly #derived = new Map<string, string>();
  #count = 0;

  /** The same token for the same ticket. */
  issue(ticket: Ticket): string {
    const { room, participantId, incarnation, sessionId, seat, issuedAt } = ticket;
    const said = [room, participantId, incarnation, sessionId, seat, issuedAt].join(' ');
    const token = this.#tokens.get(said) ?? `token of ${said}`;
    this.#tokens.set(said, token);
    this.#tickets.set(token, ticket);
    return token;
  }

  read(token: string): Ticket | null {
    return this.#tickets.get(token) ?? null;
  }

  derive(...parts: readonly string[]): string {
    const said = parts.join(' ');
    const known = this.#derived.get(said);
    if (known !== undefined) return known;
    const name = `${parts[0] ?? 'name'}-${this.#derived.size + 1}`;
    this.#derived.set(said, name);
    return name;
  }

  random(): string {
    this.#count += 1;
    return `random-${this.#count}`;
  }
}
