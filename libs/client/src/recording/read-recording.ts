import type { CallEvent } from './call-event.ts';
import { isCallEvent, isObject } from './check-event.ts';
import { READ_CHARACTERS, READ_LINE_CHARACTERS, READ_LINES } from './limits.ts';
import { RECORDING_FORMAT, RECORDING_VERSION, type RecordingHeader } from './recording-format.ts';
import { type RecordingFault, RecordingRefusal } from './recording-fault.ts';
import { linesOf } from './text-lines.ts';

/** A recording that was read. */
export interface ReadRecording {
  readonly header: RecordingHeader;
  readonly events: readonly CallEvent[];
  /** What is wrong with it; null when nothing is. What stands before the fault is in `events`. */
  readonly fault: RecordingFault | null;
}

/**
 * Reads what `Recording.text` and `writeRecording` have written.
 * @throws {RecordingRefusal} (a CallError, `invalid-argument`) for what is no recording, for one of a
 * newer version than this reader knows, and for one that is too long.
 */
export function readRecording(text: string): ReadRecording {
  if (text.length > READ_CHARACTERS) throw new RecordingRefusal({ code: 'too-long' });
  const lines = linesOf(text);
  const header = readHeader(lines.next().value?.text ?? '');
  const events: CallEvent[] = [];
  for (const { number, text: line, isLast } of lines) {
    if (number > READ_LINES) return { header, events, fault: { code: 'too-many-lines' } };
    if (line.trim() === '') continue;
    const event = parse(line);
    if (!isCallEvent(event)) return { header, events, fault: { code: 'unreadable-line', line: number, isLast } };
    events.push(event);
  }
  return { header, events, fault: null };
}

function readHeader(line: string): RecordingHeader {
  const header = parse(line);
  if (!isObject(header) || header['format'] !== RECORDING_FORMAT) {
    throw new RecordingRefusal({ code: 'no-recording' });
  }
  const { version, writtenAt, room, browser, redacted } = header;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw new RecordingRefusal({ code: 'no-version' });
  }
  if (version > RECORDING_VERSION) {
    throw new RecordingRefusal({ code: 'newer-version', version });
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

/** Undefined for what is no JSON, and for what is too long to be an event. */
function parse(line: string): unknown {
  if (line.length > READ_LINE_CHARACTERS) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
