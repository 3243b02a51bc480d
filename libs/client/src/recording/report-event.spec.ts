import { describe, expect, it } from 'vitest';
import type { CallReport } from '../call/call-report.ts';
import { isCallEvent } from './check-event.ts';
import { reportEvent } from './report-event.ts';

const FAILURE = { reason: 'remote-answer-refused', negotiationId: 'p1', message: 'no' } as const;

describe('a report', () => {
  it.each<[CallReport, string]>([
    [{ participantId: 'mina', type: 'negotiation', failure: FAILURE }, 'remote-answer-refused'],
    [{ participantId: 'mina', type: 'track-refused', kind: 'camera', error: 'no' }, 'camera-refused'],
  ])('has a code, for which there are words in each language: %o', (report, code) => {
    const event = reportEvent(report);
    expect(event).toEqual({ type: 'report', participantId: 'mina', code, message: 'no' });
    expect(isCallEvent({ at: 0, ...event })).toBe(true);
  });
});
