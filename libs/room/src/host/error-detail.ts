import { ErrorCode, type ErrorDetail } from '@rtc-call/contract';

/** The errors after which the same call can succeed later without being changed; error.proto says why. */
const RETRYABLE: ReadonlySet<ErrorCode> = new Set([
  ErrorCode.ROOM_FULL,
  ErrorCode.SHUTTING_DOWN,
  ErrorCode.SERVER_BUSY,
  ErrorCode.STORE_UNAVAILABLE,
]);

/**
 * The detail of an error. `message` says what was wrong and what would be right.
 * @param retryAfterMs 0 where it cannot be told.
 */
export function errorDetail(code: ErrorCode, message: string, retryAfterMs = 0): ErrorDetail {
  return { code, message, retryable: RETRYABLE.has(code), retryAfterMs };
}
