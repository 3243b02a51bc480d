import type { CallEvent, CallHappening } from '../call-event.ts';

export const LINK = { participantId: 'mina', generation: 1 } as const;

/** An event at a time, in milliseconds. */
export function eventAt(at: number, happening: CallHappening): CallEvent {
  return { at, ...happening };
}

/** Events of the same kind, one each millisecond. */
export function manyReports(count: number): CallEvent[] {
  return Array.from({ length: count }, (_, at) =>
    eventAt(at, { type: 'report', participantId: 'mina', code: 'candidate-refused', message: `report ${at}` }),
  );
}
