import { RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode, ErrorDetail, StatusDetails } from '@rtc-call/contract';
import { errorDetail } from '@rtc-call/room';

/** The metadata key that carries a StatusDetails, in base64 (gRPC over HTTP/2, "Status-Details"). */
export const STATUS_DETAILS_KEY = 'grpc-status-details-bin';

/** The gRPC status codes in use: name and number (google/rpc/code.proto). */
const STATUS = {
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
} as const;

/** The status that goes with each code, as error.proto says. */
const STATUS_OF: Record<ErrorCode, keyof typeof STATUS> = {
  [ErrorCode.UNSPECIFIED]: 'INTERNAL',
  [ErrorCode.INVALID_ARGUMENT]: 'INVALID_ARGUMENT',
  [ErrorCode.ROOM_FULL]: 'RESOURCE_EXHAUSTED',
  [ErrorCode.SESSION_UNKNOWN]: 'NOT_FOUND',
  [ErrorCode.SESSION_TOKEN_INVALID]: 'PERMISSION_DENIED',
  [ErrorCode.SEQUENCE_GAP]: 'FAILED_PRECONDITION',
  [ErrorCode.MESSAGE_TOO_LARGE]: 'RESOURCE_EXHAUSTED',
  [ErrorCode.FELL_BEHIND]: 'DATA_LOSS',
  [ErrorCode.SHUTTING_DOWN]: 'UNAVAILABLE',
  [ErrorCode.SERVER_BUSY]: 'RESOURCE_EXHAUSTED',
  [ErrorCode.INTERNAL]: 'INTERNAL',
  [ErrorCode.STORE_UNAVAILABLE]: 'UNAVAILABLE',
  [ErrorCode.SUPERSEDED]: 'ABORTED',
};

/**
 * The error that either door turns into a gRPC status with its detail.
 * @param retryAfterMs 0 where it cannot be told.
 */
export function rpcFailure(code: ErrorCode, message: string, retryAfterMs = 0): RpcError {
  const status = STATUS_OF[code];
  const details = StatusDetails.toBinary({
    code: STATUS[status],
    message,
    details: [
      {
        typeUrl: `type.googleapis.com/${ErrorDetail.typeName}`,
        value: ErrorDetail.toBinary(errorDetail(code, message, retryAfterMs)),
      },
    ],
  });
  return new RpcError(message, status, { [STATUS_DETAILS_KEY]: Buffer.from(details).toString('base64') });
}

/** The detail that an error carries, or undefined where it carries none. */
export function errorDetailOf(error: RpcError): ErrorDetail | undefined {
  const encoded = error.meta[STATUS_DETAILS_KEY];
  if (typeof encoded !== 'string') return undefined;
  const [packed] = StatusDetails.fromBinary(Buffer.from(encoded, 'base64')).details;
  return packed && ErrorDetail.fromBinary(packed.value);
}
