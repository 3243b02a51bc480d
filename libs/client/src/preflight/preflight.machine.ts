import { isPathStep, PREFLIGHT_STEPS, type PathStep, type PreflightStep } from './preflight-step.ts';
import { isOver, type SkipReason, type StepOutcome, type StepResult, type StepResults } from './step-result.ts';

/** Something that a preflight learns. */
export type PreflightEvent =
  /** It begins, with these steps. */
  | { readonly type: 'begun'; readonly chosen: ReadonlySet<PreflightStep>; readonly hasWebRtc: boolean }
  /** A step came to its end. */
  | {
      readonly [S in PreflightStep]: { readonly type: 'ended'; readonly step: S; readonly result: StepOutcome<S> };
    }[PreflightStep]
  /** The call server has said which servers there are for which steps. Told before `signaling` ends. */
  | { readonly type: 'configured'; readonly steps: ReadonlySet<PathStep>; readonly relayOnly: boolean }
  /** It is not to go on. */
  | { readonly type: 'stopped' };

/** What any step can be without having come to its end. */
type Unended = Exclude<StepResult<'microphone'>, StepOutcome<'microphone'>>;

/** Before the beginning. */
export const NOTHING_YET: StepResults = {
  microphone: { name: 'waiting' },
  camera: { name: 'waiting' },
  signaling: { name: 'waiting' },
  stun: { name: 'waiting' },
  'turn-udp': { name: 'waiting' },
  'turn-tcp': { name: 'waiting' },
  'turn-tls': { name: 'waiting' },
};

/**
 * What follows from an event. A step that turns `running` by it is to be begun.
 *
 * Devices and signaling need nothing from one another and begin together; the
 * other steps begin together once the call server has said which servers there
 * are and was measured. (They take turns in what they measure: see Lane.) What
 * comes of a step that does not run any more is late, and changes nothing.
 */
export function afterEvent(steps: StepResults, event: PreflightEvent): StepResults {
  switch (event.type) {
    case 'begun':
      return change(steps, (step) => begin(step, event));
    case 'configured':
      return steps.signaling.name === 'running' ? change(steps, (step) => configure(steps, step, event)) : steps;
    case 'ended': {
      if (steps[event.step].name !== 'running') return steps;
      const ended = { ...steps, [event.step]: event.result };
      return event.step === 'signaling' ? afterSignaling(ended) : ended;
    }
    case 'stopped':
      return change(steps, (step) => (isOver(steps[step]) ? null : skipped('stopped')));
  }
}

/** The steps that are to be begun when one state has followed another. */
export function newlyRunning(before: StepResults, after: StepResults): readonly PreflightStep[] {
  return PREFLIGHT_STEPS.filter((step) => after[step].name === 'running' && before[step].name !== 'running');
}

function begin(step: PreflightStep, { chosen, hasWebRtc }: Extract<PreflightEvent, { type: 'begun' }>): Unended {
  // The call server tells which servers there are, so it is asked for those who want to know of them.
  const isNeeded = step === 'signaling' && [...chosen].some(isPathStep);
  if (!chosen.has(step) && !isNeeded) return skipped('not-chosen');
  if (!isPathStep(step)) return { name: 'running' };
  return hasWebRtc ? { name: 'waiting' } : skipped('unsupported-browser');
}

function configure(
  steps: StepResults,
  step: PreflightStep,
  configured: Extract<PreflightEvent, { type: 'configured' }>,
): Unended | null {
  if (!isPathStep(step) || steps[step].name !== 'waiting') return null;
  if (step === 'stun' && configured.relayOnly) return skipped('relay-only');
  return configured.steps.has(step) ? null : { name: 'not-configured' };
}

/** The steps that wait for the call server begin, or have to be left out. */
function afterSignaling(steps: StepResults): StepResults {
  const next: Unended = steps.signaling.name === 'failed' ? skipped('no-signaling') : { name: 'running' };
  return change(steps, (step) => (steps[step].name === 'waiting' ? next : null));
}

/** The steps with another result where there is one. */
function change(steps: StepResults, resultOf: (step: PreflightStep) => Unended | null): StepResults {
  const changes = PREFLIGHT_STEPS.flatMap((step) => {
    const result = resultOf(step);
    return result === null ? [] : [[step, result] as const];
  });
  return { ...steps, ...Object.fromEntries(changes) };
}

function skipped(because: SkipReason): Unended {
  return { name: 'skipped', because };
}
