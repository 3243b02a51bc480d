import { ErrorCode } from '@rtc-call/contract';
import { rpcFailure } from '../rpc/rpc-failure.ts';
import { newParticipantId, newSessionId } from './identifiers.ts';
import { Session } from './session.ts';

/** The sessions of this server that have not ended, and so the rooms that have one. */
export class Sessions implements Iterable<Session> {
  readonly #sessions = new Map<string, Session>();
  readonly #perRoom = new Map<string, number>();
  readonly #limits: { readonly sessions: number; readonly rooms: number };

  constructor(limits: { readonly sessions: number; readonly rooms: number }) {
    this.#limits = limits;
  }

  get count(): number {
    return this.#sessions.size;
  }

  get roomCount(): number {
    return this.#perRoom.size;
  }

  get(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  [Symbol.iterator](): Iterator<Session> {
    return this.#sessions.values();
  }

  /** Takes a place for a new session. Throws SERVER_BUSY where there is none. */
  open(room: string, peer?: string): Session {
    const others = this.#perRoom.get(room) ?? 0;
    if (this.#sessions.size >= this.#limits.sessions || (others === 0 && this.#perRoom.size >= this.#limits.rooms)) {
      throw rpcFailure(ErrorCode.SERVER_BUSY, 'The server carries as many calls as it is allowed to.');
    }
    const session = new Session(newSessionId(), newParticipantId(), room, peer);
    this.#sessions.set(session.id, session);
    this.#perRoom.set(room, others + 1);
    return session;
  }

  /** Gives the session's place back. */
  remove(session: Session): void {
    if (!this.#sessions.delete(session.id)) return;
    const others = (this.#perRoom.get(session.room) ?? 1) - 1;
    if (others === 0) this.#perRoom.delete(session.room);
    else this.#perRoom.set(session.room, others);
  }
}
