import type { ErrorCode } from '@rtc-call/contract';

/** A failure that the contract names. */
export class RoomError extends Error {
  override readonly name = 'RoomError';

  /** How long to wait before the same call, in milliseconds. 0 where it cannot be told. */
  readonly retryAfterMs: number;

  /** `message` says what was wrong and what would be right. */
  constructor(
    readonly code: ErrorCode,
    message: string,
    { retryAfterMs = 0, ...options }: ErrorOptions & { readonly retryAfterMs?: number } = {},
  ) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}
