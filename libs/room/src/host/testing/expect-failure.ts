import { RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode, type ErrorDetail } from '@rtc-call/contract';
import { expect } from 'vitest';
import { errorDetailOf } from '../../rpc/rpc-failure.ts';

/** Expects a typed failure and gives its detail. */
export async function expectFailure(promise: Promise<unknown>, code: ErrorCode): Promise<ErrorDetail> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(RpcError);
  const detail = thrown instanceof RpcError ? errorDetailOf(thrown) : undefined;
  expect(detail && ErrorCode[detail.code]).toBe(ErrorCode[code]);
  if (detail === undefined) throw new Error('The failure has no detail');
  return detail;
}
