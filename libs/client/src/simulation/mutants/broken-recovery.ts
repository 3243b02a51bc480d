import type { CallRules } from '../../call/call-rules.ts';
import { type RecoveryStep, recoveryTransition } from '../../recovery/recovery.machine.ts';
import type { RecoveryRule } from '../recovery-watch.ts';

/** A rule that is broken in one place. */
function broken(rule: RecoveryRule): CallRules {
  return { recovery: rule };
}

const unchanged: (state: RecoveryStep['state']) => RecoveryStep = (state) => ({ state, effects: [] });

/** Leaves a link as it is whose path is dead. */
export const neverReplaces = broken((state, event) =>
  event.type === 'stalled' || event.type === 'failed' ? unchanged(state) : recoveryTransition(state, event),
);

/** Lets a successor try for ever. */
export const neverGivesUp = broken((state, event) =>
  state.name === 'replacing' && (event.type === 'timer' || event.type === 'spoiled')
    ? unchanged(state)
    : recoveryTransition(state, event),
);

/** Tries once, and leaves it at that. */
export const triesOnce = broken((state, event) =>
  state.name === 'waiting' && (event.type === 'timer' || event.type === 'nudge')
    ? unchanged(state)
    : recoveryTransition(state, event),
);

/** Keeps the successor that came to nothing. */
export const dropsNothing = broken((state, event) => {
  const { state: next, effects } = recoveryTransition(state, event);
  return { state: next, effects: effects.filter(({ type }) => type !== 'drop') };
});

/** Goes on with the link that was lost when its successor has proved itself. */
export const neverTakesOver = broken((state, event) =>
  event.type === 'proven' ? unchanged(state) : recoveryTransition(state, event),
);

/** Lets a first link that finds no path look for one for ever. */
export const waitsForFirst = broken((state, event) =>
  state.name === 'starting' && (event.type === 'timer' || event.type === 'failed')
    ? unchanged(state)
    : recoveryTransition(state, event),
);
