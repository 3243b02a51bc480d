import type { CallEvent } from './call-event.ts';
import { RECORDING_FORMAT, RECORDING_VERSION, type RecordingHeader } from './recording-format.ts';
import { redactEvents } from './redaction.ts';

/** What a recording is of. */
export type RecordingSubject = Pick<RecordingHeader, 'writtenAt' | 'room' | 'browser'>;

/** How a recording is written. */
export interface WritingOptions {
  /**
   * Whether names, the room, addresses (in candidates, descriptions, statistics and messages), fingerprints and ICE
   * credentials are replaced by pseudonyms, each always by the same. Default: true.
   */
  readonly redact?: boolean;
}

/** Events as text: JSON Lines, of which the first says what it is. */
export function writeRecording(
  { writtenAt, room, browser }: RecordingSubject,
  events: readonly CallEvent[],
  { redact = true }: WritingOptions = {},
): string {
  const header: RecordingHeader = {
    format: RECORDING_FORMAT,
    version: RECORDING_VERSION,
    writtenAt,
    room: redact ? null : room,
    browser,
    redacted: redact,
  };
  const lines = [header, ...(redact ? redactEvents(events) : events)].map((line) => JSON.stringify(line));
  return `${lines.join('\n')}\n`;
}
