import type { Welcome } from '@rtc-call/contract';
import type { CallError } from '../errors/call-error.ts';
import type { RoomEvent } from './room-event.ts';

/** Whether the room's events come as they happen, or the way to the server is being made anew. */
export type Connection = 'online' | 'reconnecting';

/** What a session tells its call. After `closed` nothing more is told. */
export interface SessionListener {
  /**
   * How things are in the room: at first, and each time that events were lost on the way back. `epoch` is the life of
   * the room's log; signals that were said before it and not sent are forgotten.
   */
  welcome(welcome: Welcome, epoch: string): void;
  /** What happened after the last welcome: each event once, in order. */
  event(event: RoomEvent): void;
  /** Told at each change, beginning from `online`; a way back that takes less than a second is not told. */
  connection(connection: Connection): void;
  /** `error` is null when the participant left by itself. */
  closed(error: CallError | null): void;
}
