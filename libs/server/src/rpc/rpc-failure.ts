import { RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode, ErrorDetail, StatusDetails } from '@rtc-call/contract';

/** The metadata key that carries a StatusDetails, in base64 (gRPC over HTTP/2, "Status-Details"). */
export const STATUS_DETAILS_KEY = 'grpc-status-details-bin';

/** The gRPC status codes in use: name and number (google/rpc/code.proto). */
const STATUS = {
  INVALID_ARGUMENT: 3,
  NOT_FOUND: 5,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
} as const;

/** What goes with each code, as error.proto says. */
const FAILURES: Record<ErrorCode, { readonly status: keyof typeof STATUS; readonly retryable: boolean }> = {
  [ErrorCode.UNSPECIFIED]: { status: 'INTERNAL', retryable: false },
  [ErrorCode.INVALID_ARGUMENT]: { status: 'INVALID_ARGUMENT', retryable: false },
  [ErrorCode.ROOM_FULL]: { status: 'RESOURCE_EXHAUSTED', retryable: true },
  [ErrorCode.SESSION_UNKNOWN]: { status: 'NOT_FOUND', retryable: false },
  [ErrorCode.SESSION_TOKEN_INVALID]: { status: 'PERMISSION_DENIED', retryable: false },
  [ErrorCode.SEQUENCE_GAP]: { status: 'FAILED_PRECONDITION', retryable: false },
  [ErrorCode.MESSAGE_TOO_LARGE]: { status: 'RESOURCE_EXHAUSTED', retryable: false },
  [ErrorCode.FELL_BEHIND]: { status: 'DATA_LOSS', retryable: false },
  [ErrorCode.SHUTTING_DOWN]: { status: 'UNAVAILABLE', retryable: true },
  [ErrorCode.SERVER_BUSY]: { status: 'RESOURCE_EXHAUSTED', retryable: true },
  [ErrorCode.INTERNAL]: { status: 'INTERNAL', retryable: false },
};

/** The detail of an error. `message` says what was wrong and what would be right. */
function errorDetail(code: ErrorCode, message: string): ErrorDetail {
  return { code, message, retryable: FAILURES[code].retryable, retryAfterMs: 0 };
}

/** The error that either door turns into a gRPC status with its detail. */
export function rpcFailure(code: ErrorCode, message: string): RpcError {
  const { status } = FAILURES[code];
  const details = StatusDetails.toBinary({
    code: STATUS[status],
    message,
    details: [
      {
        typeUrl: `type.googleapis.com/${ErrorDetail.typeName}`,
        value: ErrorDetail.toBinary(errorDetail(code, message)),
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
