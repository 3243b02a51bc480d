import { ErrorCode } from '@rtc-call/contract';
import { expect } from 'vitest';
import { RoomError } from '../room-error.ts';

/** Expects a failure that the contract names, and gives its message. */
export async function expectFailure(promise: Promise<unknown>, code: ErrorCode): Promise<string> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof RoomError)) throw new Error(`Expected ${ErrorCode[code]}`, { cause: thrown });
  expect(ErrorCode[thrown.code]).toBe(ErrorCode[code]);
  return thrown.message;
}
