import { CallError } from '../errors/call-error.ts';
import type { CallEvent } from './call-event.ts';
import { isCallEvent, isObject } from './check-event.ts';
import { READ_CHARACTERS } from './limits.ts';
import { RECORDING_FORMAT, RECORDING_VERSION, type RecordingHeader } from './recording-format.ts';

/** A recording that was read. */
export interface ReadRecording {
  readonly header: RecordingHeader;
  readonly events: readonly CallEvent[];
  /** What is wrong with it, in a sentence; null when nothing is. What stands before the fault is in `events`. */
  readonly fault: string | null;
}

/**
 * Reads what `Recording.text` and `writeRecording` have written.
 * @throws {CallError} `invalid-argument` for what is no recording, for one of a
 * newer version than this reader knows, and for one that is too long.
 */
export function readRecording(text: string): ReadRecording {
  if (text.length > READ_CHARACTERS) {
    const most = READ_CHARACTERS / 1024 / 1024;
    throw refusal(`This file has more than ${most} million characters, which is more than a recording has.`);
  }
  // Some editors begin a file with a byte order mark.
  const [first = '', ...lines] = text.replace(/^\uFEFF/, '').split('\n');
  const header = readHeader(first);
  const events: CallEvent[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const event = parse(line);
    if (!isCallEvent(event)) return { header, events, fault: faultOf(index + 2, lines.length - index - 1) };
    events.push(event);
  }
  return { header, events, fault: null };
}

function readHeader(line: string): RecordingHeader {
  const header = parse(line);
  if (!isObject(header) || header['format'] !== RECORDING_FORMAT) {
    throw refusal(
      `This is no recording of a call: its first line must be a JSON object with "format": "${RECORDING_FORMAT}".`,
    );
  }
  const { version, writtenAt, room, browser, redacted } = header;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw refusal('This recording does not say its version, a whole number from 1.');
  }
  if (version > RECORDING_VERSION) {
    throw refusal(
      `This recording has version ${version}, and this page knows versions up to ${RECORDING_VERSION}. Open it with a newer rtc-call.`,
    );
  }
  return {
    format: RECORDING_FORMAT,
    version,
    writtenAt: typeof writtenAt === 'number' ? writtenAt : 0,
    room: typeof room === 'string' ? room : null,
    browser: typeof browser === 'string' ? browser : '',
    redacted: redacted === true,
  };
}

/** Undefined for what is no JSON. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function faultOf(line: number, more: number): string {
  const rest = more > 0 ? ' Nothing after it is shown.' : ' The file may have been cut off.';
  return `Line ${line} cannot be read as an event.${rest}`;
}

function refusal(message: string): CallError {
  return new CallError('invalid-argument', message);
}
