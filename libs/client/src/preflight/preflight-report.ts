import type { StepResults } from './step-result.ts';

/** What came of a preflight, so far or in the end. It is plain data: it can be written as JSON. */
export interface PreflightReport {
  /** The call server's origin. */
  readonly server: string;
  /** When it began, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** When it was over; null before that. */
  readonly endedAt: number | null;
  /** The browser, as it names itself (`navigator.userAgent`). */
  readonly browser: string;
  readonly steps: StepResults;
  readonly verdict: PreflightVerdict;
}

/** All steps in a word. */
export type PreflightVerdict =
  /** It is not over. */
  | 'running'
  /** It was stopped before the end. */
  | 'stopped'
  /** From here nobody can be called: the call server is not reached, or the browser has no WebRTC. */
  | 'blocked'
  /** One can call, with less than there could be, or not everybody. */
  | 'limited'
  /** All that was looked at works, and a relay is among it. */
  | 'ready';
