import { ErrorCode, type Session } from '@rtc-call/contract';
import type { Identities, Ticket } from './identities.ts';
import { invalidArgument } from './invalid-argument.ts';
import { RoomError } from './room-error.ts';

/** The ticket that a caller proves to have by naming its session. */
export function prove(session: Session | undefined, identities: Identities): Ticket {
  if (session === undefined) throw invalidArgument('session', 'must be set');
  const ticket = identities.read(session.token);
  if (ticket === null || ticket.sessionId !== session.id) {
    throw new RoomError(ErrorCode.SESSION_TOKEN_INVALID, "The token is not this session's.");
  }
  return ticket;
}

/** The same on a stream that has proved it: there a session need not be named, and can be no other. */
export function proveWithin(own: Ticket, session: Session | undefined, identities: Identities): Ticket {
  if (session !== undefined && prove(session, identities).sessionId !== own.sessionId) {
    throw invalidArgument('session', "must be this stream's, or left out");
  }
  return own;
}
