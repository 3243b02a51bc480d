import { describe, expect, it, vi } from 'vitest';
import { READ_CHARACTERS, READ_LINE_CHARACTERS, READ_LINES } from './limits.ts';
import { manyReports } from './testing/call-events.ts';
import { readRecording } from './read-recording.ts';
import { RecordingRefusal } from './recording-fault.ts';
import { writeRecording } from './write-recording.ts';

const SUBJECT = { writtenAt: 1_000, room: 'demo', browser: 'A browser' };
const whole = writeRecording(SUBJECT, manyReports(3), { redact: false });

describe('reading a recording', () => {
  it('gives what was written', () => {
    expect(readRecording(whole)).toEqual({
      header: { format: 'rtc-call-recording', version: 1, ...SUBJECT, redacted: false },
      events: manyReports(3),
      fault: null,
    });
  });

  it('names no room in a redacted one', () => {
    expect(readRecording(writeRecording(SUBJECT, [])).header).toMatchObject({ room: null, redacted: true });
  });

  it.each([
    ['nothing', ''],
    ['a picture', '\u0089PNG\r\n'],
    ['other JSON', '{"format":"har"}'],
    ['a list', '[1]'],
  ])('refuses %s, and says what a recording begins with', (_, text) => {
    expect(() => readRecording(text)).toThrow(/no recording of a call.*"format": "rtc-call-recording"/);
  });

  it('refuses a newer version, and says what helps', () => {
    expect(() => readRecording('{"format":"rtc-call-recording","version":2}')).toThrow(/version 2.*up to 1.*newer/);
  });

  it('refuses one without a version', () => {
    expect(() => readRecording('{"format":"rtc-call-recording"}')).toThrow(/does not say its version/);
  });

  it('keeps what stands before a line that is broken off', () => {
    const { events, fault } = readRecording(whole.slice(0, -20));
    expect(events).toEqual(manyReports(2));
    expect(fault).toEqual({ code: 'unreadable-line', line: 4, isLast: true });
  });

  it.each([
    '{"at":1,"type":"something new"}',
    '{"at":"soon","type":"omitted","count":1}',
    '{"at":1,"type":"signal","direction":"sent","participantId":"mina","generation":1,"negotiationId":"p1","content":{"kind":"offer"}}',
    'null',
    '{"at":1,"type":"constructor"}',
    '{"at":1,"type":"__proto__"}',
  ])('names the line of what is no event: %s', (line) => {
    const lines = whole.trimEnd().split('\n').toSpliced(2, 0, line);
    const { events, fault } = readRecording(lines.join('\r\n'));
    expect(events).toEqual(manyReports(1));
    expect(fault).toEqual({ code: 'unreadable-line', line: 3, isLast: false });
  });

  it('refuses what is too long, whatever it is', () => {
    expect(refusalOf(' '.repeat(READ_CHARACTERS + 1))).toEqual({ code: 'too-long' });
  });

  it('gives each refusal a code', () => {
    expect(refusalOf('Buy milk.')).toEqual({ code: 'no-recording' });
    expect(refusalOf('{"format":"rtc-call-recording"}')).toEqual({ code: 'no-version' });
    expect(refusalOf('{"format":"rtc-call-recording","version":2}')).toEqual({ code: 'newer-version', version: 2 });
  });

  it('reads no more lines than a recording has', () => {
    const { events, fault } = readRecording(whole + '\n'.repeat(READ_LINES));
    expect(events).toEqual(manyReports(3));
    expect(fault).toEqual({ code: 'too-many-lines' });
  });

  it('makes nothing of the lines after those', () => {
    const text = whole + '\n'.repeat(READ_CHARACTERS - whole.length);
    const split = vi.spyOn(String.prototype, 'split');
    const slice = vi.spyOn(String.prototype, 'slice');
    try {
      expect(readRecording(text).fault).toEqual({ code: 'too-many-lines' });
      expect(split).not.toHaveBeenCalled();
      expect(slice.mock.calls.length).toBeLessThan(1.1 * READ_LINES);
    } finally {
      vi.restoreAllMocks();
    }
  });

  it('reads no line that is longer than any event', () => {
    const line = `${JSON.stringify(manyReports(1)[0])}${' '.repeat(READ_LINE_CHARACTERS)}`;
    expect(readRecording(`${whole}${line}\n`).fault).toEqual({ code: 'unreadable-line', line: 5, isLast: false });
  });
});

/** Why a text is refused. */
function refusalOf(text: string): unknown {
  try {
    return readRecording(text);
  } catch (thrown) {
    return thrown instanceof RecordingRefusal ? thrown.fault : thrown;
  }
}
