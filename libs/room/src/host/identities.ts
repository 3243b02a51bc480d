/** What a client proves with a token: who it is in which room. */
export interface Ticket {
  readonly room: string;
  readonly participantId: string;
  readonly incarnation: string;
  readonly sessionId: string;
  readonly seat: number;
  /** When it was issued, in seconds since 1970. */
  readonly issuedAt: number;
}

/** Makes names and proofs, and knows its own again. */
export interface Identities {
  /** A token for a ticket, which nobody else can make. */
  issue(ticket: Ticket): string;
  /** The ticket of a token; null where the token is none of ours. */
  read(token: string): Ticket | null;
  /** A name that always follows from the same parts, and that nobody can tell who does not know them all. */
  derive(...parts: readonly string[]): string;
  /** A name that nobody can guess. */
  random(): string;
}
