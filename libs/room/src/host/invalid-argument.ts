import { ErrorCode } from '@rtc-call/contract';
import { RoomError } from './room-error.ts';

/** The error for a field with a value that it cannot have. `rule` completes the sentence "the field …". */
export function invalidArgument(field: string, rule: string): RoomError {
  return new RoomError(ErrorCode.INVALID_ARGUMENT, `${field}: ${rule}.`);
}
