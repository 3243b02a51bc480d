import type { PathStep, PreflightReport, PreflightStep, StepResult, StepResults } from '@rtc-call/client';
import { PREFLIGHT_STEPS } from '@rtc-call/client';
import type { Advice, PreflightStrings } from './preflight-strings.ts';

/** A step's result in words. */
export interface StepWords {
  readonly step: PreflightStep;
  readonly title: string;
  readonly name: StepResult<PreflightStep>['name'];
  /** How it stands, in a word or two. */
  readonly state: string;
  /** What was measured; null where nothing was. */
  readonly figures: string | null;
  /** What that means; null while there is nothing to say. */
  readonly meaning: string | null;
  /** What the guest can do; null where there is nothing. */
  readonly guest: string | null;
  /** What whoever runs the server can do, and what was said to the browser; null where there is nothing. */
  readonly operator: string | null;
}

/** All steps in words, in their order. */
export function preflightWords(steps: StepResults, strings: PreflightStrings): readonly StepWords[] {
  return PREFLIGHT_STEPS.map((step) => stepWords(steps, step, strings));
}

/** What is read out when one state follows another: the steps that are over since. An empty string when nothing is. */
export function preflightAnnouncement(
  before: readonly StepWords[],
  now: readonly StepWords[],
  strings: PreflightStrings,
): string {
  return now
    .filter(({ name }, index) => name !== before[index]?.name && name !== 'running' && name !== 'waiting')
    .map(({ title, state }) => strings.announce(title, state))
    .join(' ');
}

/** The whole as text, to be sent to somebody who can help. */
export function preflightText(report: PreflightReport, strings: PreflightStrings): string {
  const { server, startedAt, browser, steps, verdict } = report;
  const rows = preflightWords(steps, strings).flatMap(({ title, state, figures, meaning, guest, operator }) => [
    `${title}: ${state}`,
    ...[figures, meaning, guest].filter((line) => line !== null && line !== '').map((line) => `  ${line}`),
    ...(operator === null ? [] : [`  ${strings.textOperator(operator)}`]),
  ]);
  return [...strings.textHead(server, new Date(startedAt), browser), strings.verdicts[verdict], '', ...rows, ''].join(
    '\n',
  );
}

function stepWords(steps: StepResults, step: PreflightStep, strings: PreflightStrings): StepWords {
  const result = steps[step];
  const { meaning, guest, operator } = adviceOf(steps, step, strings);
  const detail = result.name === 'failed' ? result.detail : null;
  const forOperator = [operator, detail].filter((text) => typeof text === 'string' && text !== '').join(' ');
  return {
    step,
    title: strings.steps[step],
    name: result.name,
    state: strings.states[result.name],
    figures: figuresOf(steps, step, strings),
    meaning: meaning || null,
    guest: guest ?? null,
    operator: forOperator || null,
  };
}

function figuresOf(steps: StepResults, step: PreflightStep, { figures: words }: PreflightStrings): string | null {
  switch (step) {
    case 'microphone':
    case 'camera':
      return tell(steps[step], words.device);
    case 'signaling':
      return tell(steps[step], words.signaling);
    case 'stun':
      return tell(steps[step], words.stun);
    case 'turn-udp':
    case 'turn-tcp':
    case 'turn-tls':
      return tell(steps[step], words.turn);
  }
}

function tell<F>(
  result: { readonly name: string; readonly figures?: F },
  words: (figures: F) => string,
): string | null {
  return result.figures === undefined ? null : words(result.figures) || null;
}

function adviceOf(steps: StepResults, step: PreflightStep, strings: PreflightStrings): Advice {
  const result = steps[step];
  switch (result.name) {
    case 'waiting':
    case 'running':
      return NONE;
    case 'passed':
      return { meaning: strings.works[step] };
    case 'skipped':
      return { meaning: strings.skipped[result.because] };
    case 'not-configured':
      return step in strings.notConfigured ? strings.notConfigured[step as PathStep] : NONE;
    case 'warned':
    case 'failed':
      return faultAdvice(steps, step, strings);
  }
}

const NONE: Advice = { meaning: '' };

/** What is said of a step that works badly or not at all. */
function faultAdvice(steps: StepResults, step: PreflightStep, strings: PreflightStrings): Advice {
  switch (step) {
    case 'microphone':
    case 'camera': {
      const result = steps[step];
      if (result.name === 'warned') return strings.deviceWarned[result.reason](step);
      return result.name === 'failed' ? strings.deviceFailed[result.reason](step) : NONE;
    }
    case 'signaling': {
      const result = steps[step];
      if (result.name === 'warned') return strings.signalingWarned[result.reason];
      return result.name === 'failed' ? strings.signalingFailed[result.reason] : NONE;
    }
    case 'stun': {
      const result = steps[step];
      return result.name === 'failed' ? strings.stunFailed[result.reason] : NONE;
    }
    case 'turn-udp':
    case 'turn-tcp':
    case 'turn-tls': {
      const result = steps[step];
      if (result.name === 'warned') return strings.turnWarned[result.reason];
      if (result.name !== 'failed') return NONE;
      return result.reason === 'no-answer' ? strings.turnSilent[step] : strings.turnFailed[result.reason];
    }
  }
}
