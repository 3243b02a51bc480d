import type { MethodInfo, RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode } from '@rtc-call/contract';
import { rpcFailure } from '../rpc/rpc-failure.ts';

/**
 * A request that could not be read. It goes to the handler in the request's
 * place: what grpc-js says by itself of such a request has no ErrorDetail.
 */
export class UnreadableRequest {
  constructor(readonly failure: RpcError) {}
}

/** Reads a request message. */
export function readRequest(method: MethodInfo, bytes: Uint8Array, maxBytes: number): object {
  if (bytes.byteLength > maxBytes) {
    const message = `The message has ${bytes.byteLength} bytes; the server takes ${maxBytes}.`;
    return new UnreadableRequest(rpcFailure(ErrorCode.MESSAGE_TOO_LARGE, message));
  }
  try {
    return method.I.fromBinary(bytes);
  } catch {
    const message = `The message is no ${method.I.typeName}.`;
    return new UnreadableRequest(rpcFailure(ErrorCode.INVALID_ARGUMENT, message));
  }
}
