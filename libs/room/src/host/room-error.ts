import type { ErrorCode } from '@rtc-call/contract';

/** A failure that the contract names. */
export class RoomError extends Error {
  override readonly name = 'RoomError';

  /** `message` says what was wrong and what would be right. */
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
