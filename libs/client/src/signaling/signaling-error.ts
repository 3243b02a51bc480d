import { base64decode } from '@protobuf-ts/runtime';
import { RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode, ErrorDetail, StatusDetails } from '@rtc-call/contract';
import { CallError, type CallErrorCode } from '../errors/call-error.ts';

const CALL_ERROR_CODES: Record<ErrorCode, CallErrorCode> = {
  [ErrorCode.UNSPECIFIED]: 'internal',
  [ErrorCode.INVALID_ARGUMENT]: 'invalid-argument',
  [ErrorCode.ROOM_FULL]: 'room-full',
  [ErrorCode.SESSION_UNKNOWN]: 'session-ended',
  [ErrorCode.SESSION_TOKEN_INVALID]: 'session-ended',
  // A batch before it is lost, so the session does not go on; another one does.
  [ErrorCode.SEQUENCE_GAP]: 'session-ended',
  [ErrorCode.MESSAGE_TOO_LARGE]: 'invalid-argument',
  [ErrorCode.FELL_BEHIND]: 'connection-lost',
  [ErrorCode.SHUTTING_DOWN]: 'server-stopping',
  [ErrorCode.SERVER_BUSY]: 'server-busy',
  [ErrorCode.INTERNAL]: 'internal',
  [ErrorCode.STORE_UNAVAILABLE]: 'store-unavailable',
  [ErrorCode.SUPERSEDED]: 'superseded',
};

/**
 * What a failed signaling call means for the call. A failure that carries no
 * detail of ours did not come from our server: the connection broke, or
 * something in between answered.
 */
export function toCallError(thrown: unknown, whenCut: CallError): CallError {
  if (!(thrown instanceof RpcError)) return CallError.from(thrown);
  const detail = readDetail(thrown);
  if (detail === null) return new CallError(whenCut.code, whenCut.message, { cause: thrown, retryable: true });
  const code = CALL_ERROR_CODES[detail.code] ?? 'internal';
  return new CallError(code, detail.message, { cause: thrown, retryable: detail.retryable });
}

function readDetail(error: RpcError): ErrorDetail | null {
  const encoded = error.meta['grpc-status-details-bin'];
  if (typeof encoded !== 'string') return null;
  const [packed] = StatusDetails.fromBinary(base64decode(encoded)).details;
  return packed === undefined ? null : ErrorDetail.fromBinary(packed.value);
}
