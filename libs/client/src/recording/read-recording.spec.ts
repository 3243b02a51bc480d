import { describe, expect, it } from 'vitest';
import { manyReports } from './testing/call-events.ts';
import { readRecording } from './read-recording.ts';
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
    expect(fault).toBe('Line 4 cannot be read as an event. The file may have been cut off.');
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
    expect(fault).toBe('Line 3 cannot be read as an event. Nothing after it is shown.');
  });
});
