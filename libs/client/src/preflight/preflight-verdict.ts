import type { PreflightVerdict } from './preflight-report.ts';
import { PATH_STEPS, PREFLIGHT_STEPS, TURN_STEPS } from './preflight-step.ts';
import { isOver, type StepResults } from './step-result.ts';

/** All steps in a word. */
export function verdictOf(steps: StepResults): PreflightVerdict {
  const results = PREFLIGHT_STEPS.map((step) => steps[step]);
  if (!results.every(isOver)) return 'running';
  if (results.some((result) => result.name === 'skipped' && result.because === 'stopped')) return 'stopped';
  if (steps.signaling.name === 'failed' || PATH_STEPS.some((step) => lacksWebRtc(steps, step))) return 'blocked';
  if (results.some(({ name }) => name === 'failed' || name === 'warned')) return 'limited';
  // Without a relay there are networks from which nobody is reached, and this one may be one of them.
  return TURN_STEPS.every((step) => steps[step].name === 'not-configured') ? 'limited' : 'ready';
}

function lacksWebRtc(steps: StepResults, step: (typeof PATH_STEPS)[number]): boolean {
  const result = steps[step];
  return result.name === 'skipped' && result.because === 'unsupported-browser';
}
