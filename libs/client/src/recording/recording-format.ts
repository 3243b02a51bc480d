/** By which the first line of a recording is known. */
export const RECORDING_FORMAT = 'rtc-call-recording';

/** The version of the events in a recording. A reader takes this one and those before it. */
export const RECORDING_VERSION = 1;

/** The first line of a recording. */
export interface RecordingHeader {
  readonly format: typeof RECORDING_FORMAT;
  readonly version: number;
  /** When it was written, in milliseconds since the epoch. */
  readonly writtenAt: number;
  /** The room's name; null where it is left out. */
  readonly room: string | null;
  /** What the browser calls itself (navigator.userAgent). */
  readonly browser: string;
  /** Whether names, addresses and what proves an identity were replaced. */
  readonly redacted: boolean;
}
