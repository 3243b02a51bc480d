import { CLIENT_LIMITS } from './limits.ts';
import type { TurnConnection } from './turn-connection.ts';
import { TurnError } from './turn-fault.ts';
import type { ReceivedStun } from '../stun/stun-message.ts';
import { STUN_CLASS } from '../stun/stun-registry.ts';

interface Pending {
  readonly resolve: (response: ReceivedStun) => void;
  readonly reject: (error: unknown) => void;
}

/** Requests on their way, by their transaction ids: says them again over UDP, and hands each its response. */
export class TurnTransactions {
  readonly #pending = new Map<string, Pending>();

  /** Whether this is the response to a request that waits for it. */
  take(message: ReceivedStun): boolean {
    if (message.class !== STUN_CLASS.success && message.class !== STUN_CLASS.error) return false;
    const id = message.transactionId.toString('hex');
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.resolve(message);
    return pending !== undefined;
  }

  /** Ends all requests. */
  fail(error: TurnError): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }

  /** Sends a request, and waits for its response until the signal is aborted. */
  async request(
    connection: TurnConnection,
    transactionId: Buffer,
    bytes: Buffer,
    signal: AbortSignal,
  ): Promise<ReceivedStun> {
    const { promise, resolve, reject } = Promise.withResolvers<ReceivedStun>();
    const id = transactionId.toString('hex');
    this.#pending.set(id, { resolve, reject });
    const giveUp = () => reject(new TurnError({ kind: 'no-answer' }));
    signal.addEventListener('abort', giveUp, { once: true });
    if (signal.aborted) giveUp();
    let timer: NodeJS.Timeout | undefined;
    const say = (waitMs: number) => {
      connection.send(bytes);
      if (!connection.isReliable) timer = setTimeout(() => say(waitMs * 2), waitMs);
    };
    say(CLIENT_LIMITS.retransmissionMs);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
      this.#pending.delete(id);
    }
  }
}
