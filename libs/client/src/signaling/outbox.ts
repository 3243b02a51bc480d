import { ClientMessage, LIMITS } from '@rtc-call/contract';

/** What a client has to say and the server has not acknowledged yet. */
export interface Outbox {
  /** The sequence the next batch will have. */
  readonly nextSequence: number;
  /** Whether a batch is on its way; the next one waits for its acknowledgement. */
  readonly inFlight: boolean;
  readonly waiting: readonly ClientMessage[];
}

/** Messages numbered for one Send. */
export interface Batch {
  readonly sequence: number;
  readonly messages: readonly ClientMessage[];
}

export const EMPTY_OUTBOX: Outbox = { nextSequence: 1, inFlight: false, waiting: [] };

/** Room left in a batch for what is not messages: the session and the lengths. In bytes. */
const BATCH_OVERHEAD_BYTES = 2 * 1024;

/** Adds a message. A profile takes the place of one still waiting, since only the newest counts. */
export function enqueue(outbox: Outbox, message: ClientMessage): Outbox {
  const kind = message.message.oneofKind;
  const kept =
    kind === 'profile' ? outbox.waiting.filter((other) => other.message.oneofKind !== 'profile') : outbox.waiting;
  return { ...outbox, waiting: [...kept, message] };
}

/** Takes as many messages as one Send may carry; null while one is in flight or nothing waits. */
export function takeBatch(outbox: Outbox): { outbox: Outbox; batch: Batch } | null {
  if (outbox.inFlight || outbox.waiting.length === 0) return null;
  const count = countThatFits(outbox.waiting);
  return {
    outbox: {
      nextSequence: outbox.nextSequence + 1,
      inFlight: true,
      waiting: outbox.waiting.slice(count),
    },
    batch: { sequence: outbox.nextSequence, messages: outbox.waiting.slice(0, count) },
  };
}

/** The batch in flight is in the room's log. */
export function acknowledge(outbox: Outbox): Outbox {
  return { ...outbox, inFlight: false };
}

function countThatFits(messages: readonly ClientMessage[]): number {
  let bytes = BATCH_OVERHEAD_BYTES;
  let count = 0;
  for (const message of messages.slice(0, LIMITS.messagesPerBatch)) {
    bytes += ClientMessage.toBinary(message).length;
    // A message that is too large on its own goes out alone, and the server says so.
    if (bytes > LIMITS.messageBytes && count > 0) break;
    count += 1;
  }
  return count;
}
