import { ErrorCode, LeaveReason } from '@rtc-call/contract';
import type { LogEntry } from '../log.ts';
import { shuttingDown, superseded } from './failures.ts';
import type { Ticket } from './identities.ts';
import { RoomError } from './room-error.ts';

/**
 * Why a stream is over.
 * - `left`: its participant left.
 * - `disconnected`: the client is gone, or reads no more.
 * - `expired`: its participant was taken out of the room.
 * - `replaced`: the same client has opened another stream.
 * - `superseded`: another client goes on as its participant.
 * - `shutting-down`: the host stops.
 */
export type StreamEnd = 'left' | 'disconnected' | 'expired' | 'replaced' | 'superseded' | 'shutting-down';

/** Whom a stream serves. */
export interface Attendant extends Ticket {
  /** The position of the entry with which the stream was attached. */
  readonly attachedAt: number;
}

/** One stream of events to one client, from before it is in the room until it is over. */
export class RoomStream {
  /** Null until it is attached. */
  attendant: Attendant | null = null;
  #end: StreamEnd | null = null;
  readonly #ending = new AbortController();
  readonly #moving = new AbortController();

  constructor(
    readonly id: string,
    readonly room: string,
    /** The client's address, where it is known. */
    readonly peer: string | undefined,
  ) {}

  /** Aborted when it is over. */
  get ended(): AbortSignal {
    return this.#ending.signal;
  }

  /** Aborted when the client is to be asked to resume elsewhere. */
  get moving(): AbortSignal {
    return this.#moving.signal;
  }

  /** Why it is over; null while it is not. */
  get endedBy(): StreamEnd | null {
    return this.#end;
  }

  /** Ends it. Only the first end counts. */
  end(why: StreamEnd): void {
    if (this.#end !== null) return;
    this.#end = why;
    this.#ending.abort();
  }

  /** Asks the client to resume elsewhere. */
  move(): void {
    this.#moving.abort();
  }

  /** How an entry of the log ends it; null for one that does not. */
  endingOf({ position, event }: LogEntry): StreamEnd | null {
    const { attendant } = this;
    // What lies before its own beginning ended the streams before it.
    if (attendant === null || position <= attendant.attachedAt) return null;
    const { participantId, incarnation } = attendant;
    switch (event.kind) {
      case 'left':
        if (event.participantId !== participantId) return null;
        return event.reason === LeaveReason.LEFT ? 'left' : 'expired';
      case 'returned':
        if (event.participant.id !== participantId || event.participant.incarnation === incarnation) return null;
        return 'superseded';
      case 'attached':
        return event.participantId === participantId ? 'replaced' : null;
      default:
        return null;
    }
  }

  /** What it fails with; null where it ends well, or nobody is there to be told. */
  get failure(): RoomError | null {
    switch (this.#end) {
      case 'expired':
        return new RoomError(
          ErrorCode.SESSION_UNKNOWN,
          'The session has ended: it gave no sign of life in time. Join again, with the resume token.',
        );
      case 'superseded':
        return superseded();
      case 'shutting-down':
        return shuttingDown();
      case 'left':
      case 'replaced':
      case 'disconnected':
      case null:
        return null;
    }
  }
}
