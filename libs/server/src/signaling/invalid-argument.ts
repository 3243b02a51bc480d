import type { RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode } from '@rtc-call/contract';
import { rpcFailure } from '../rpc/rpc-failure.ts';

/** The error for a field with a value that it cannot have. `rule` completes the sentence "the field …". */
export function invalidArgument(field: string, rule: string): RpcError {
  return rpcFailure(ErrorCode.INVALID_ARGUMENT, `${field}: ${rule}.`);
}
