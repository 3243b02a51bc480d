import type { MethodInfo, RpcInputStream } from '@protobuf-ts/runtime-rpc';
import type { ResponseWriter } from './response-writer.ts';

/** What a ResponseStream needs of its call. */
export interface ResponseStreamOwner {
  /** Why the call has ended, or undefined while it has not. */
  readonly endedBecause: () => unknown;
  /** The handler did not keep to the rules of RpcInputStream, and its call cannot go on. */
  readonly onMisuse: (error: Error) => void;
}

/**
 * Where a handler sends its responses. send() resolves when the transport takes
 * more, so a handler that waits for it runs no faster than the client reads;
 * it rejects as soon as the call has ended, also while it waits.
 */
export class ResponseStream implements RpcInputStream<object> {
  readonly #method: MethodInfo<object, object>;
  readonly #writer: ResponseWriter;
  readonly #owner: ResponseStreamOwner;
  #completed = false;

  constructor(method: MethodInfo<object, object>, writer: ResponseWriter, owner: ResponseStreamOwner) {
    this.#method = method;
    this.#writer = writer;
    this.#owner = owner;
  }

  send(message: object): Promise<void> {
    const sent = this.#send(message);
    // A handler that does not wait must not end the process when its call is cancelled.
    sent.catch(() => {});
    return sent;
  }

  /** Nothing follows. The response itself ends when the handler returns, because its trailers can change until then. */
  async complete(): Promise<void> {
    this.#completed = true;
  }

  async #send(message: object): Promise<void> {
    const reason = this.#owner.endedBecause();
    if (reason !== undefined) throw reason;
    if (this.#completed) throw new Error('No send() can follow complete().');
    if (this.#writer.blocked) {
      // Taking the message would let memory grow, and leaving it out would lose it.
      const error = new Error('send() was called before the last send() had resolved.');
      this.#owner.onMisuse(error);
      throw error;
    }
    await this.#writer.write(this.#method.O.toBinary(message));
  }
}
