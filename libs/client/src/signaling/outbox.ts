import { ClientMessage, LIMITS } from '@rtc-call/contract';

/** What a client has to say and the server has not acknowledged yet. */
export interface Outbox {
  /** The sequence that the next batch will have. */
  readonly nextSequence: number;
  /** The batch that is on its way, or has to be sent again; the next one waits for its acknowledgement. */
  readonly inFlight: Batch | null;
  /** How often the server has broken over that batch. */
  readonly failures: number;
  readonly waiting: readonly Waiting[];
}

/** Messages numbered for one Send. */
export interface Batch {
  readonly sequence: number;
  readonly messages: readonly ClientMessage[];
}

interface Waiting {
  readonly message: ClientMessage;
  readonly bytes: number;
}

export const EMPTY_OUTBOX: Outbox = { nextSequence: 1, inFlight: null, failures: 0, waiting: [] };

/** What may wait. More waits only where the server has not been reached, or has taken too little, for long. */
export const WAITING_LIMITS = { messages: 1024, bytes: 1024 * 1024 } as const;

/** Room left in a batch for what is not messages: the session and the lengths. In bytes. */
const BATCH_OVERHEAD_BYTES = 2 * 1024;

/** Adds a message. A profile or a sign of life takes the place of one still waiting, since only the newest counts. */
export function enqueue(outbox: Outbox, message: ClientMessage): Outbox {
  const kept = isSignal(message)
    ? outbox.waiting
    : outbox.waiting.filter((other) => other.message.message.oneofKind !== message.message.oneofKind);
  return { ...outbox, waiting: [...kept, { message, bytes: ClientMessage.toBinary(message).length }] };
}

/** Whether more waits than may. */
export function overflows({ waiting }: Outbox): boolean {
  if (waiting.length > WAITING_LIMITS.messages) return true;
  return waiting.reduce((sum, { bytes }) => sum + bytes, 0) > WAITING_LIMITS.bytes;
}

/** Takes as many messages as one Send may carry; null while one is in flight or nothing waits. */
export function takeBatch(outbox: Outbox): { outbox: Outbox; batch: Batch } | null {
  const { inFlight, waiting, nextSequence } = outbox;
  if (inFlight !== null || waiting.length === 0) return null;
  const count = countThatFits(waiting);
  const batch = { sequence: nextSequence, messages: waiting.slice(0, count).map(({ message }) => message) };
  const left = { nextSequence: nextSequence + 1, inFlight: batch, failures: 0, waiting: waiting.slice(count) };
  return { outbox: left, batch };
}

/** The batch in flight is in the room's log. */
export function acknowledge(outbox: Outbox): Outbox {
  return { ...outbox, inFlight: null, failures: 0 };
}

/** The server broke over the batch in flight. */
export function countFailure(outbox: Outbox): Outbox {
  return { ...outbox, failures: outbox.failures + 1 };
}

/**
 * What is left when a session is over: its signals are forgotten, those in flight as well, and the next one numbers
 * from 1. A profile that waits is newer than what the room was shown, and stays.
 */
export function startAnew({ waiting }: Outbox): Outbox {
  return { ...EMPTY_OUTBOX, waiting: waiting.filter(({ message }) => message.message.oneofKind === 'profile') };
}

export function isSignal({ message }: ClientMessage): boolean {
  return message.oneofKind === 'signal';
}

function countThatFits(waiting: readonly Waiting[]): number {
  let total = BATCH_OVERHEAD_BYTES;
  let count = 0;
  for (const { bytes } of waiting.slice(0, LIMITS.messagesPerBatch)) {
    total += bytes;
    // A message that is too large on its own goes out alone, and the server says so.
    if (total > LIMITS.messageBytes && count > 0) break;
    count += 1;
  }
  return count;
}
