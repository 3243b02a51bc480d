import type { ClientMessage, JoinResponse, Resume, Session, Welcome } from '@rtc-call/contract';
import type { CallError } from '../errors/call-error.ts';
import type { Batch } from './outbox.ts';
import type { RoomEvent } from './room-event.ts';
import type { Connection } from './session-listener.ts';
import type { SessionState } from './session.state.ts';

/** What happens to a session. What names a run is what came of it. */
export type SessionInput =
  /** The room is to be entered; with the token of the page before this one, to be entered again. */
  | { readonly type: 'open'; readonly resumeToken: string | null }
  /** An event came down a stream. */
  | { readonly type: 'received'; readonly run: number; readonly response: JoinResponse }
  /** A stream is over: in order, or by an error. */
  | { readonly type: 'stream-ended'; readonly run: number; readonly error: CallError | null }
  /** A stream brought nothing for as long as it was watched for. */
  | { readonly type: 'silent'; readonly run: number }
  /** A wait between two tries is over. */
  | { readonly type: 'retry-due'; readonly run: number }
  /** The way back takes so long that it is to be told. */
  | { readonly type: 'overdue'; readonly run: number }
  /** There is something to say. */
  | { readonly type: 'say'; readonly message: ClientMessage }
  /** The batch in flight was taken. */
  | { readonly type: 'acknowledged'; readonly run: number }
  /** The batch in flight was not taken, or nobody knows. */
  | { readonly type: 'send-failed'; readonly run: number; readonly error: CallError }
  /** The batch in flight is unanswered for as long as it may be. */
  | { readonly type: 'send-slow'; readonly run: number }
  /** What failed a moment ago may work now. */
  | { readonly type: 'nudge' }
  /** Media stalled at this time, in milliseconds since the epoch: the line may be dead. */
  | { readonly type: 'suspect'; readonly at: number }
  /** The page goes away. */
  | { readonly type: 'hide' }
  /** The page is back as it was. */
  | { readonly type: 'show' }
  /** The participant leaves. */
  | { readonly type: 'leave' }
  /** Something in this client is broken. */
  | { readonly type: 'fault'; readonly error: CallError };

/** What is to be done. What names a run begins it, or goes on with it. */
export type SessionEffect =
  /** Ask for a stream. */
  | { readonly type: 'open'; readonly run: number; readonly pool: number; readonly resume: Resume | null }
  /** Begin anew to count the silence of a stream. */
  | { readonly type: 'watch'; readonly run: number; readonly silenceMs: number }
  /** Wait for a time drawn below this bound. */
  | { readonly type: 'wait'; readonly run: number; readonly belowMs: number }
  /** Wait for the time from which the way back is to be told. */
  | { readonly type: 'notice'; readonly run: number; readonly afterMs: number }
  /** Send a batch. */
  | {
      readonly type: 'send';
      readonly run: number;
      readonly pool: number;
      readonly session: Session;
      readonly batch: Batch;
      readonly patienceMs: number;
    }
  /** Tell the server that the participant is gone, or may be back. */
  | { readonly type: 'leave'; readonly pool: number; readonly session: Session; readonly mayReturn: boolean }
  /** Tell the call. */
  | { readonly type: 'welcome'; readonly welcome: Welcome; readonly epoch: string }
  | { readonly type: 'deliver'; readonly event: RoomEvent }
  | { readonly type: 'connection'; readonly connection: Connection }
  | { readonly type: 'close'; readonly error: CallError | null };

export interface SessionStep {
  readonly state: SessionState;
  readonly effects: readonly SessionEffect[];
}
