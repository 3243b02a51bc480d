import { RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode, ErrorDetail, StatusDetails } from '@rtc-call/contract';

/** The errors that are no obstacle to coming back, though the same call would fail again: they ask for a Join with Resume. */
const RESUMABLE: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.SESSION_UNKNOWN,
  ErrorCode.FELL_BEHIND,
  ErrorCode.SEQUENCE_GAP,
]);

/** Whether there is no coming back after an error. What has no detail came from the transport, and passes. */
export function endsTheStay(error: unknown): boolean {
  if (!(error instanceof RpcError)) return true;
  const encoded = error.meta['grpc-status-details-bin'];
  if (typeof encoded !== 'string') return false;
  const [packed] = StatusDetails.fromBinary(Buffer.from(encoded, 'base64')).details;
  if (packed === undefined) return false;
  const { code, retryable } = ErrorDetail.fromBinary(packed.value);
  return code === ErrorCode.ROOM_FULL || !(retryable || RESUMABLE.has(code));
}
