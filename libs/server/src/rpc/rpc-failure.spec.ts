import { ErrorCode } from '@rtc-call/contract';
import { expect, it } from 'vitest';
import { errorDetailOf, rpcFailure, STATUS_DETAILS_KEY } from './rpc-failure.ts';

it.each([
  [ErrorCode.INVALID_ARGUMENT, 'INVALID_ARGUMENT', false],
  [ErrorCode.ROOM_FULL, 'RESOURCE_EXHAUSTED', true],
  [ErrorCode.SESSION_UNKNOWN, 'NOT_FOUND', false],
  [ErrorCode.SESSION_TOKEN_INVALID, 'PERMISSION_DENIED', false],
  [ErrorCode.SEQUENCE_GAP, 'FAILED_PRECONDITION', false],
  [ErrorCode.MESSAGE_TOO_LARGE, 'RESOURCE_EXHAUSTED', false],
  [ErrorCode.FELL_BEHIND, 'DATA_LOSS', false],
  [ErrorCode.SHUTTING_DOWN, 'UNAVAILABLE', true],
  [ErrorCode.SERVER_BUSY, 'RESOURCE_EXHAUSTED', true],
  [ErrorCode.INTERNAL, 'INTERNAL', false],
  [ErrorCode.STORE_UNAVAILABLE, 'UNAVAILABLE', true],
  [ErrorCode.SUPERSEDED, 'ABORTED', false],
])('code %i goes with %s, as error.proto says', (code, status, retryable) => {
  const failure = rpcFailure(code, 'Ein Satz – 한국어.');
  expect(failure.code).toBe(status);
  expect(failure.message).toBe('Ein Satz – 한국어.');
  expect(failure.meta[STATUS_DETAILS_KEY]).toMatch(/^[A-Za-z0-9+/]+=*$/);
  expect(errorDetailOf(failure)).toEqual({ code, message: 'Ein Satz – 한국어.', retryable, retryAfterMs: 0 });
});
