import { base64encode } from '@protobuf-ts/runtime';
import { RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorDetail, StatusDetails } from '@rtc-call/contract';
import { errorDetail, RoomError } from '@rtc-call/room';
import { CallError } from '../../errors/call-error.ts';
import { toCallError } from '../../signaling/signaling-error.ts';

/** What a client makes of what a host threw, by the same path as of a failure that came over a wire. */
export function callErrorOf(thrown: unknown): CallError {
  if (!(thrown instanceof RoomError)) return CallError.from(thrown);
  const detail = errorDetail(thrown.code, thrown.message);
  const packed = { typeUrl: 'type.googleapis.com/rtccall.v1.ErrorDetail', value: ErrorDetail.toBinary(detail) };
  const status = StatusDetails.toBinary({ code: 0, message: detail.message, details: [packed] });
  const failure = new RpcError(detail.message, 'UNKNOWN', { 'grpc-status-details-bin': base64encode(status) });
  return toCallError(failure, lost());
}

/** The connection broke. */
export function lost(): CallError {
  return new CallError('connection-lost', 'The connection to the fake server was lost.', { retryable: true });
}

/** There is nobody to connect to. */
export function unreachable(): CallError {
  return new CallError('server-unreachable', 'The fake server does not answer.', { retryable: true });
}
