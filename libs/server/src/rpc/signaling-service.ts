import { type RpcInputStream, RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode } from '@rtc-call/contract';
import type { ISignalingService } from '@rtc-call/contract/server';
import { RoomError } from '@rtc-call/room';
import type { Logger } from '../logging/logger.ts';
import { type Call, type CallContext, withCall } from './call.ts';
import type { SignalingHandlers } from './handlers.ts';
import { RPC_LIMITS } from './limits.ts';
import { rpcFailure } from './rpc-failure.ts';
import { untilTaken } from './until-taken.ts';

export interface SignalingServiceOptions {
  readonly logger: Logger;
  /** Default: RPC_LIMITS.readerPatienceMs. */
  readonly readerPatienceMs?: number;
}

/**
 * The generated service's interface over handlers that know no transport. Both
 * doors serve what this gives. A RoomError becomes a status; anything else that
 * a handler throws is a fault of ours: it is logged, and the caller is told no
 * more than that.
 */
export function toSignalingService(
  handlers: SignalingHandlers,
  { logger, readerPatienceMs = RPC_LIMITS.readerPatienceMs }: SignalingServiceOptions,
): ISignalingService<CallContext> {
  const guard = <R>(context: CallContext, run: (call: Call) => Promise<R>): Promise<R> =>
    withCall(context, run).catch((thrown: unknown) => {
      if (thrown instanceof RpcError) throw thrown;
      if (thrown instanceof RoomError) throw rpcFailure(thrown.code, thrown.message, thrown.retryAfterMs);
      logger.error({ err: thrown, method: context.method.name }, 'A call failed by a fault of the server');
      throw rpcFailure(ErrorCode.INTERNAL, 'The server has a fault; its log says which.');
    });

  return {
    join: (request, responses, context) =>
      guard(context, (call) => pump(handlers.join(request, call), responses, call, readerPatienceMs)),
    send: (request, context) => guard(context, (call) => handlers.send(request, call)),
    leave: (request, context) => guard(context, (call) => handlers.leave(request, call)),
    connect: (requests, responses, context) =>
      guard(context, (call) => pump(handlers.connect(requests, call), responses, call, readerPatienceMs)),
    getIceServers: (request, context) => guard(context, (call) => handlers.getIceServers(request, call)),
  };
}

/**
 * Sends each response when the one before it was taken, to a reader who takes
 * them. Without an end to its patience, one who stalls and whose connection stays
 * open would hold its stream for ever, since it is not seen what ends it.
 */
async function pump<T extends object>(
  messages: AsyncIterable<T>,
  responses: RpcInputStream<T>,
  call: Call,
  patienceMs: number,
): Promise<void> {
  for await (const message of messages) {
    switch (await untilTaken(responses.send(message), call.signal, patienceMs)) {
      case 'taken':
        break;
      case 'gone':
        return;
      case 'late':
        throw rpcFailure(ErrorCode.FELL_BEHIND, 'The client does not read. Resume.');
    }
  }
}
