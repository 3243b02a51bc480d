import { farewell } from './ending.ts';
import { proved } from './line.ts';
import { enter, resume } from './retrying.ts';
import { type Ongoing, originOf, type Suspended } from './session.state.ts';
import type { SessionStep } from './session.step.ts';

/** The page goes away, for good or for a moment: nobody can tell yet. */
export function hide(state: Ongoing): SessionStep {
  if (state.name === 'suspended') return { state, effects: [] };
  const { line, outbox } = state;
  return { state: { name: 'suspended', origin: originOf(state), line, outbox }, effects: farewell(state, true) };
}

/** The page is back as it was. That is no fault of the line, so the first try is at once. */
export function show({ origin, line, outbox }: Suspended): SessionStep {
  const fresh = proved(line);
  return origin.kind === 'placed' ? resume(origin.place, outbox, fresh) : enter(origin, outbox, fresh);
}
