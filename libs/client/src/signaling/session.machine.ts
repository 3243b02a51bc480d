import type { ClientMessage, JoinResponse, Session, Welcome } from '@rtc-call/contract';
import { CallError } from '../errors/call-error.ts';
import { acknowledge, type Batch, EMPTY_OUTBOX, enqueue, type Outbox, takeBatch } from './outbox.ts';

/**
 * One stay in one room, as the signaling knows it.
 * - `connecting`: the stream is asked for, the Welcome has not come.
 * - `open`: the Welcome has come; events are delivered in order, batches go up
 *   one at a time.
 * - `closed`: over, by leaving (`error` null) or by a fault. Final.
 */
export type SessionState =
  | { readonly name: 'connecting'; readonly outbox: Outbox }
  | {
      readonly name: 'open';
      readonly session: Session;
      readonly epoch: string;
      /** The position of the last event that was seen. */
      readonly position: number;
      readonly heartbeatIntervalMs: number;
      readonly outbox: Outbox;
    }
  | { readonly name: 'closed'; readonly error: CallError | null };

export type SessionInput =
  /** An event came down the stream. */
  | { readonly type: 'received'; readonly response: JoinResponse }
  /** The stream is over: in order, or by an error. */
  | { readonly type: 'stream-ended'; readonly error: CallError | null }
  /** Nothing came for so long that the stream must be dead. */
  | { readonly type: 'silent' }
  /** There is something to say. */
  | { readonly type: 'say'; readonly message: ClientMessage }
  /** The batch in flight was taken. */
  | { readonly type: 'acknowledged' }
  /** The batch in flight was not taken. */
  | { readonly type: 'send-failed'; readonly error: CallError }
  /** The participant leaves. */
  | { readonly type: 'leave' };

/** An event for the call; heartbeats stay in here. */
export type RoomEvent = Exclude<
  JoinResponse['event'],
  { oneofKind: 'welcome' } | { oneofKind: 'heartbeat' } | { oneofKind: undefined }
>;

export type SessionEffect =
  | { readonly type: 'welcome'; readonly welcome: Welcome }
  | { readonly type: 'deliver'; readonly event: RoomEvent }
  /** Send this batch. */
  | { readonly type: 'send'; readonly session: Session; readonly batch: Batch }
  /** Start waiting anew: after this long without an event the stream is dead. */
  | { readonly type: 'watch'; readonly silenceMs: number }
  /** Tell the server that this session ends. */
  | { readonly type: 'leave'; readonly session: Session }
  /** Let go of the stream and of the batch in flight, and say that it is over. */
  | { readonly type: 'close'; readonly error: CallError | null };

export interface SessionStep {
  readonly state: SessionState;
  readonly effects: readonly SessionEffect[];
}

/** A stream that brought nothing for this many heartbeats is dead. */
export const HEARTBEATS_MISSED = 3;

/** Messages that may wait; with more the server has stopped taking them. */
export const WAITING_LIMIT = 1024;

export const INITIAL_SESSION: SessionState = { name: 'connecting', outbox: EMPTY_OUTBOX };

/** Decides; what the effects say, the driver does. */
export function transition(state: SessionState, input: SessionInput): SessionStep {
  if (state.name === 'closed') return { state, effects: [] };
  switch (input.type) {
    case 'received':
      return receive(state, input.response);
    case 'stream-ended':
      return close(input.error ?? lost('The server ended the connection.'));
    case 'silent':
      return close(lost('Nothing was heard from the server for too long.'));
    case 'say':
      return say(state, input.message);
    case 'acknowledged':
      return flush({ ...state, outbox: acknowledge(state.outbox) });
    case 'send-failed':
      return close(input.error);
    case 'leave':
      return leave(state);
  }
}

type Living = Exclude<SessionState, { name: 'closed' }>;

function receive(state: Living, response: JoinResponse): SessionStep {
  const { event } = response;
  if (state.name === 'connecting') {
    if (event.oneofKind !== 'welcome') {
      return close(new CallError('internal', `The server began with ${event.oneofKind ?? 'nothing'}, not a welcome.`));
    }
    const { welcome } = event;
    if (welcome.session === undefined) return close(new CallError('internal', 'The welcome names no session.'));
    return flush(
      {
        name: 'open',
        session: welcome.session,
        epoch: response.epoch,
        position: response.position,
        heartbeatIntervalMs: welcome.heartbeatIntervalMs,
        outbox: state.outbox,
      },
      [watch(welcome.heartbeatIntervalMs), { type: 'welcome', welcome }],
    );
  }
  if (response.epoch !== state.epoch || response.previous !== state.position) {
    return close(lost('An event of the room was lost on the way.'));
  }
  const heard: Living = { ...state, position: response.position };
  const watching = watch(state.heartbeatIntervalMs);
  switch (event.oneofKind) {
    case 'welcome':
      return close(new CallError('internal', 'The server sent a second welcome.'));
    case 'heartbeat': {
      const answered = say(heard, {
        message: { oneofKind: 'heartbeatAnswer', heartbeatAnswer: { id: event.heartbeat.id } },
      });
      return { state: answered.state, effects: [watching, ...answered.effects] };
    }
    case undefined:
      // An event of a later version of the contract.
      return { state: heard, effects: [watching] };
    default:
      return { state: heard, effects: [watching, { type: 'deliver', event }] };
  }
}

function say(state: Living, message: ClientMessage): SessionStep {
  const outbox = enqueue(state.outbox, message);
  if (outbox.waiting.length > WAITING_LIMIT) return close(lost('The server takes no more messages.'));
  return flush({ ...state, outbox });
}

function leave(state: Living): SessionStep {
  const farewell: SessionEffect[] = state.name === 'open' ? [{ type: 'leave', session: state.session }] : [];
  return { state: { name: 'closed', error: null }, effects: [...farewell, { type: 'close', error: null }] };
}

function flush(state: Living, before: readonly SessionEffect[] = []): SessionStep {
  const taken = state.name === 'open' ? takeBatch(state.outbox) : null;
  if (taken === null || state.name !== 'open') return { state, effects: before };
  return {
    state: { ...state, outbox: taken.outbox },
    effects: [...before, { type: 'send', session: state.session, batch: taken.batch }],
  };
}

function watch(heartbeatIntervalMs: number): SessionEffect {
  return { type: 'watch', silenceMs: heartbeatIntervalMs * HEARTBEATS_MISSED };
}

function close(error: CallError): SessionStep {
  return { state: { name: 'closed', error }, effects: [{ type: 'close', error }] };
}

function lost(what: string): CallError {
  return new CallError('connection-lost', `${what} Join again to come back.`, { retryable: true });
}
