import { type JoinRequest, LIMITS, type Profile, type Resume, ROOM_NAME } from '@rtc-call/contract';
import { invalidArgument } from './invalid-argument.ts';

/**
 * Characters that make a name look like something else: control characters, which forge lines on terminals and in logs,
 * and those that override or isolate the direction of writing (Unicode Standard Annex #9, section 2).
 */
const MISLEADING = /[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;

/** What a JoinRequest says, checked. */
export interface Entrance {
  readonly room: string;
  readonly profile: Profile;
  /** Empty where the client never sends a Join again. */
  readonly joinId: string;
  readonly resume: Resume | null;
  /** As JoinRequest.attempt; 0 where it is not numbered. */
  readonly attempt: number;
}

/** A JoinRequest, checked. `field` is where it stands in its message. */
export function validJoin(request: JoinRequest, field = ''): Entrance {
  if (!ROOM_NAME.test(request.room)) {
    throw invalidArgument(
      `${field}room`,
      `must be 1 to ${LIMITS.roomNameLength} letters and digits of any script, "-", "_" and "."`,
    );
  }
  const { joinId } = request;
  const { min, max } = LIMITS.joinIdLength;
  if (joinId !== '' && (joinId.length < min || joinId.length > max)) {
    throw invalidArgument(`${field}join_id`, `must be ${min} to ${max} random characters, or empty`);
  }
  return {
    room: request.room,
    profile: validProfile(request.profile, `${field}profile`),
    joinId,
    resume: request.resume ?? null,
    attempt: request.attempt ?? 0,
  };
}

/** A profile, checked, with its name cleaned and trimmed. None is one that says nothing. */
export function validProfile(profile: Profile | undefined, field: string): Profile {
  const displayName = profile?.displayName.replace(MISLEADING, '').trim() ?? '';
  if (displayName.length > LIMITS.displayNameLength) {
    throw invalidArgument(`${field}.display_name`, `must be at most ${LIMITS.displayNameLength} characters long`);
  }
  return { displayName, microphoneOn: profile?.microphoneOn ?? false, cameraOn: profile?.cameraOn ?? false };
}
