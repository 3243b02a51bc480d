import { CallError } from '../errors/call-error.ts';
import { READ_CHARACTERS, READ_LINES } from './limits.ts';
import { RECORDING_FORMAT, RECORDING_VERSION } from './recording-format.ts';

/** What can be wrong with a recording. */
export type RecordingFault =
  /** It has more than READ_CHARACTERS. */
  | { readonly code: 'too-long' }
  /** It is something else. */
  | { readonly code: 'no-recording' }
  | { readonly code: 'no-version' }
  /** It is of a newer version than this reader knows. */
  | { readonly code: 'newer-version'; readonly version: number }
  /** A line is no event; `isLast` where the file may have been cut off in it. Lines count from 1. */
  | { readonly code: 'unreadable-line'; readonly line: number; readonly isLast: boolean }
  /** It has more than READ_LINES, of which the first are shown. */
  | { readonly code: 'too-many-lines' };

/** A fault in a sentence or two. */
export function describeRecordingFault(fault: RecordingFault): string {
  switch (fault.code) {
    case 'too-long':
      return `This file has more than ${READ_CHARACTERS / 1024 / 1024} million characters, which is more than a recording has.`;
    case 'no-recording':
      return `This is no recording of a call: its first line must be a JSON object with "format": "${RECORDING_FORMAT}".`;
    case 'no-version':
      return 'This recording does not say its version, a whole number from 1.';
    case 'newer-version':
      return `This recording has version ${fault.version}, and this page knows versions up to ${RECORDING_VERSION}. Open it with a newer rtc-call.`;
    case 'unreadable-line': {
      const rest = fault.isLast ? 'The file may have been cut off.' : 'Nothing after it is shown.';
      return `Line ${fault.line} cannot be read as an event. ${rest}`;
    }
    case 'too-many-lines':
      return `This file has more than ${READ_LINES} lines, which is more than a recording has. Nothing after them is shown.`;
  }
}

/** Why a text is not read at all. */
export class RecordingRefusal extends CallError {
  readonly fault: RecordingFault;

  constructor(fault: RecordingFault) {
    super('invalid-argument', describeRecordingFault(fault));
    this.fault = fault;
  }
}
