import type { recoveryTransition } from '../recovery/recovery.machine.ts';
import type { Coverage } from './coverage.ts';

export type RecoveryRule = typeof recoveryTransition;

/** The rule, with every step of it counted, and those that make or replace a link noted. */
export function watchedRecovery(
  rule: RecoveryRule,
  coverage: Coverage,
  note: (what: () => string) => void,
): RecoveryRule {
  return (state, event) => {
    const step = rule(state, event);
    // Every signal asks for its generation, and nearly all of them for one that is there.
    if (event.type !== 'asked' || step.state !== state) coverage.count(state.name, event.type);
    for (const { type } of step.effects) {
      if (type === 'make' || type === 'take-over' || type === 'drop') {
        note(() => `${state.name} ${type} by ${event.type}, generation ${step.state.highest}`);
      }
    }
    return step;
  };
}
