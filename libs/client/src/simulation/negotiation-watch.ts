import type { transition } from '../negotiation/negotiation.machine.ts';
import type { NegotiationEvent } from '../negotiation/negotiation.state.ts';
import type { Coverage } from './coverage.ts';

export type NegotiationRule = typeof transition;

/** The rule, with every step of it counted. */
export function watchedNegotiation(rule: NegotiationRule, coverage: Coverage): NegotiationRule {
  return (state, event) => {
    coverage.count(state.phase.name, negotiationInput(event));
    return rule(state, event);
  };
}

/** An event as the coverage counts it: offers apart from answers. */
export function negotiationInput(event: NegotiationEvent): string {
  return event.type === 'remote-description' ? `remote ${event.description.type}` : event.type;
}
