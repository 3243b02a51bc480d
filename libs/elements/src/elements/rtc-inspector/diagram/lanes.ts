import type { CallEvent } from '@rtc-call/client';
import type { Lane } from './diagram.ts';

/** Where this page stands, and where the server. */
export const SELF = 0;
export const SERVER = 1;

/** Everybody that the events speak of. `only`: no other participant than this one. */
export function lanesOf(events: readonly CallEvent[], only: string | null = null): readonly Lane[] {
  const names = new Map<string, string>();
  for (const event of events) {
    if (!('participantId' in event)) continue;
    const { participantId } = event;
    if (only !== null && participantId !== only) continue;
    if (event.type === 'participant') names.set(participantId, event.displayName);
    else if (!names.has(participantId)) names.set(participantId, '');
  }
  const participants = [...names].map(
    ([participantId, name]) => ({ kind: 'participant', participantId, name }) as const,
  );
  return [{ kind: 'self' }, { kind: 'server' }, ...participants];
}
