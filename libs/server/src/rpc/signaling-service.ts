import { type RpcInputStream, RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode } from '@rtc-call/contract';
import type { ISignalingService } from '@rtc-call/contract/server';
import type { Logger } from '../logging/logger.ts';
import { type Call, type CallContext, withCall } from './call.ts';
import type { SignalingHandlers } from './handlers.ts';
import { rpcFailure } from './rpc-failure.ts';
import { untilAborted } from './until-aborted.ts';

/**
 * The generated service's interface over handlers that know no transport. Both
 * doors serve what this gives. What a handler throws that is no RpcError is a
 * fault of ours: it is logged, and the caller is told no more than that.
 */
export function toSignalingService(handlers: SignalingHandlers, logger: Logger): ISignalingService<CallContext> {
  const guard = <R>(context: CallContext, run: (call: Call) => Promise<R>): Promise<R> =>
    withCall(context, run).catch((thrown: unknown) => {
      if (thrown instanceof RpcError) throw thrown;
      logger.error({ err: thrown, method: context.method.name }, 'A call failed by a fault of the server');
      throw rpcFailure(ErrorCode.INTERNAL, 'The server has a fault; its log says which.');
    });

  return {
    join: (request, responses, context) =>
      guard(context, (call) => pump(handlers.join(request, call), responses, call)),
    send: (request, context) => guard(context, (call) => handlers.send(request, call)),
    leave: (request, context) => guard(context, (call) => handlers.leave(request, call)),
    connect: (requests, responses, context) =>
      guard(context, (call) => pump(handlers.connect(requests, call), responses, call)),
    getIceServers: (request, context) => guard(context, (call) => handlers.getIceServers(request, call)),
  };
}

/** Sends each response when the one before it was taken. A door's `send()` may never settle once the caller is gone. */
async function pump<T extends object>(
  messages: AsyncIterable<T>,
  responses: RpcInputStream<T>,
  call: Call,
): Promise<void> {
  for await (const message of messages) {
    await untilAborted(responses.send(message), call.signal);
    if (call.signal.aborted) return;
  }
}
