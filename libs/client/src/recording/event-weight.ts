import type { CallEvent } from './call-event.ts';

/** What a member or an event takes in a recording beside its name and its text: quotes, a comma, braces; or a number. */
const MARKS_WEIGHT = 8;

/** About how many characters an event has in a recording: whoever sends a long text makes it heavy. */
export function eventWeight(event: CallEvent): number {
  return weightOf(event);
}

function weightOf(value: unknown): number {
  if (typeof value === 'string') return MARKS_WEIGHT + value.length;
  if (typeof value !== 'object' || value === null) return MARKS_WEIGHT;
  return Object.entries(value).reduce((sum, [name, member]) => sum + name.length + weightOf(member), MARKS_WEIGHT);
}
