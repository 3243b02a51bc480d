import { ErrorCode } from '@rtc-call/contract';
import { FellBehindError, StoreUnavailableError } from '../log.ts';
import { RoomError } from './room-error.ts';

/** The session of a call is not one in which anything can be said. */
export function unknownSession(): RoomError {
  return new RoomError(
    ErrorCode.SESSION_UNKNOWN,
    'There is no such session: it ended, or it never was. Join again, with the resume token.',
  );
}

/** Another incarnation of the caller is in the room. */
export function superseded(): RoomError {
  return new RoomError(ErrorCode.SUPERSEDED, 'Another page goes on as this participant.');
}

/** The host opens no more streams. */
export function shuttingDown(): RoomError {
  return new RoomError(
    ErrorCode.SHUTTING_DOWN,
    'The server stops. Resume at another one, or at this one after its restart.',
  );
}

/** The host serves as much as it may. */
export function serverBusy(): RoomError {
  return new RoomError(ErrorCode.SERVER_BUSY, 'The server carries as many calls as it is allowed to.');
}

/** What a caller is told of something that was thrown: faults of the log are among the contract's errors. */
export function toldOf(thrown: unknown): unknown {
  if (thrown instanceof StoreUnavailableError) {
    return new RoomError(
      ErrorCode.STORE_UNAVAILABLE,
      'The server cannot reach the store that keeps its rooms. Calls go on; try again in a moment.',
      { cause: thrown },
    );
  }
  if (thrown instanceof FellBehindError) {
    return new RoomError(
      ErrorCode.FELL_BEHIND,
      'The client did not read for so long that events are no longer kept. Resume.',
      { cause: thrown },
    );
  }
  return thrown;
}
