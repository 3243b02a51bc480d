import type { ServerDuplexStream } from '@grpc/grpc-js';
import { RpcOutputStreamController } from '@protobuf-ts/runtime-rpc';
import { UnreadableRequest } from './read-request.ts';

/**
 * The requests of a bidirectional call. Whoever iterates sets the pace: the
 * connection is only read while the next request is waited for, so that a client
 * which sends faster than it is answered fills its own buffers and not ours.
 */
export class RequestStream extends RpcOutputStreamController {
  readonly #call: ServerDuplexStream<object, object>;

  constructor(call: ServerDuplexStream<object, object>) {
    super();
    this.#call = call;
    call.pause();
    call.on('data', (request: object) => {
      call.pause();
      if (this.closed) return;
      if (request instanceof UnreadableRequest) this.notifyError(request.failure);
      else this.notifyMessage(request);
    });
    call.on('end', () => setImmediate(() => this.#ended()));
  }

  /**
   * Node ends the requests of a stream that was reset or whose connection broke like those of one that was half-closed,
   * and says only then, though before anything else happens, that it is gone. Who is gone has not said to be done.
   */
  #ended(): void {
    if (!this.closed && !this.#call.cancelled) this.notifyComplete();
  }

  override [Symbol.asyncIterator](): AsyncIterator<object> {
    const requests = super[Symbol.asyncIterator]();
    return {
      next: () => {
        this.#call.resume();
        return requests.next();
      },
    };
  }
}
