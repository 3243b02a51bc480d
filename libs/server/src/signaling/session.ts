import type { RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode, LeaveReason } from '@rtc-call/contract';
import { rpcFailure } from '../rpc/rpc-failure.ts';
import type { Lease } from './lease.ts';

/** How a session ended: what the others are told, and what its own stream ends with. */
export type SessionEnd =
  /** It called Leave. */
  | 'left'
  /** Its stream ended without a Leave. */
  | 'disconnected'
  /** It answered no heartbeat in the time of its lease. */
  | 'expired'
  /** The server stops. */
  | 'shutting-down';

/** One stay of one client in one room, from before it is in the log until it is over. */
export class Session {
  /** The newest heartbeat that was asked of it; 0 before the first. */
  lastHeartbeat = 0;
  /** Settles when its joining is decided, whichever way. */
  joining: Promise<unknown> = Promise.resolve();
  /** What it holds from its joining on. */
  lease: Lease | undefined;
  /** Settles when it has ended and the others are told. */
  over: Promise<void> = Promise.resolve();
  #end: SessionEnd | undefined;
  readonly #ending = new AbortController();

  constructor(
    readonly id: string,
    readonly participantId: string,
    readonly room: string,
    /** The client's address, where it is known. For the log. */
    readonly peer: string | undefined,
  ) {}

  /** Aborted when the session ends. */
  get ended(): AbortSignal {
    return this.#ending.signal;
  }

  /** Ends it. Only the first end counts; says whether this was it. */
  end(how: SessionEnd): boolean {
    if (this.#end !== undefined) return false;
    this.#end = how;
    this.lease?.cancel();
    this.#ending.abort();
    return true;
  }

  /** What its stream fails with; undefined where the stream ends well, or nobody is there to be told. */
  get failure(): RpcError | undefined {
    switch (this.#end) {
      case 'expired':
        return rpcFailure(ErrorCode.SESSION_UNKNOWN, 'The session has ended: it answered no heartbeat in time.');
      case 'shutting-down':
        return rpcFailure(ErrorCode.SHUTTING_DOWN, 'The server is about to stop.');
      case 'left':
      case 'disconnected':
      case undefined:
        return undefined;
    }
  }
}

/** What the others are told of an end. A server that stops cuts its participants off. */
export function leaveReason(how: SessionEnd): LeaveReason {
  switch (how) {
    case 'left':
      return LeaveReason.LEFT;
    case 'disconnected':
    case 'shutting-down':
      return LeaveReason.DISCONNECTED;
    case 'expired':
      return LeaveReason.EXPIRED;
  }
}
