import { base64encode } from '@protobuf-ts/runtime';
import { RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorDetail, StatusDetails } from '@rtc-call/contract';

/** A failed call as gRPC-Web has it, with a detail of ours. */
export function failure(detail: Partial<ErrorDetail>): RpcError {
  const value = ErrorDetail.toBinary(ErrorDetail.create(detail));
  const status = StatusDetails.toBinary({ code: 0, message: '', details: [{ typeUrl: 'x', value }] });
  return new RpcError('as in grpc-message', 'UNKNOWN', { 'grpc-status-details-bin': base64encode(status) });
}
