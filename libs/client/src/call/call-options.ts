import { LIMITS, ROOM_NAME } from '@rtc-call/contract';
import { CallError } from '../errors/call-error.ts';

/** The longest name the others can be shown, in UTF-16 code units. */
export const DISPLAY_NAME_LENGTH = LIMITS.displayNameLength;

/** What a call is made of. */
export interface CallOptions {
  /** The call server: an http or https URL of which only the origin counts. */
  readonly server: string;
  /** The room's name: 1 to 64 letters, digits, `-`, `_` and `.`, of any script. */
  readonly room: string;
  /** The name the others are shown, at most 80 characters. Default: none, they see a stand-in. */
  readonly displayName?: string;
  /**
   * Whether the call joins by itself when its page was reloaded in mid-call, as
   * the same participant and with the sources that were on. Default: true.
   */
  readonly rejoinOnReload?: boolean;
}

/** The options, checked and normalised. */
export interface CheckedOptions {
  /** The server's origin, with no slash at the end. */
  readonly server: string;
  readonly room: string;
  readonly displayName: string;
  readonly rejoinOnReload: boolean;
}

/** @throws {CallError} `invalid-argument`, naming every fault at once. */
export function checkOptions(options: CallOptions): CheckedOptions {
  const server = serverOrigin(options.server);
  const displayName = (options.displayName ?? '').trim();
  const faults = [
    server === null && serverFault(options.server),
    roomFault(options.room),
    displayNameFault(displayName),
  ].filter((fault) => typeof fault === 'string');
  if (server === null || faults.length > 0) throw new CallError('invalid-argument', faults.join(' '));
  const { rejoinOnReload = true } = options;
  return { server, room: options.room.normalize('NFC'), displayName, rejoinOnReload };
}

/** The sentence for a room's name that cannot be one; null when it can. */
export function roomFault(room: string): string | null {
  if (ROOM_NAME.test(room.normalize('NFC'))) return null;
  return `A room's name has 1 to ${LIMITS.roomNameLength} letters, digits, "-", "_" or ".", not "${room}".`;
}

/** The sentence for a name that is too long; null when it is fine. */
export function displayNameFault(displayName: string): string | null {
  if (displayName.length <= DISPLAY_NAME_LENGTH) return null;
  return `A name has at most ${DISPLAY_NAME_LENGTH} characters; this one has ${displayName.length}.`;
}

/** The sentence for a server that cannot be one. */
export function serverFault(server: string): string {
  return `The server must be an http or https URL such as "https://call.example.org", not "${server}".`;
}

/** The origin of a server's URL; null where it cannot be one. */
export function serverOrigin(server: string): string | null {
  if (!URL.canParse(server)) return null;
  const url = new URL(server);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.origin : null;
}
