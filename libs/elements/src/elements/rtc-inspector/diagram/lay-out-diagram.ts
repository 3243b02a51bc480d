import type { CallEvent } from '@rtc-call/client';
import { Completions } from './completions.ts';
import type { Diagram, DiagramRow, Lane } from './diagram.ts';
import { KnownPaths } from './known-paths.ts';
import { lanesOf } from './lanes.ts';
import { shapeOf } from './row-shape.ts';
import { toneOf } from './row-tone.ts';

/** Lays a call out as a sequence diagram. `only`: with no other participant than this one. Pure. */
export function layOutDiagram(events: readonly CallEvent[], only: string | null = null): Diagram {
  const lanes = lanesOf(events, only);
  const laneOf = lanesByParticipant(lanes);
  const completions = new Completions();
  const start = events[0]?.at ?? 0;
  const paths = new KnownPaths();
  const keyOf = keys();
  const rows = events.flatMap((event): DiagramRow[] => {
    const took = completions.take(event);
    if (only !== null && 'participantId' in event && event.participantId !== only) return [];
    const shape = paths.isKnown(event) ? null : shapeOf(event, laneOf);
    if (shape === null) return [];
    return [{ key: keyOf(event), event, sinceStart: event.at - start, took, shape, tone: toneOf(event) }];
  });
  return { lanes, rows };
}

function lanesByParticipant(lanes: readonly Lane[]): (participantId: string) => number {
  const indices = new Map(
    lanes.flatMap((lane, index) => (lane.kind === 'participant' ? [[lane.participantId, index] as const] : [])),
  );
  // Every event that names a participant has given it a lane.
  return (participantId) => indices.get(participantId) ?? 0;
}

/**
 * By what an event is and when it was, and not by its place: a list of which the
 * middle is dropped would give each row behind it the details of another.
 */
function keys(): (event: CallEvent) => string {
  const counts = new Map<string, number>();
  return ({ at, type }) => {
    const moment = `${at} ${type}`;
    const count = (counts.get(moment) ?? 0) + 1;
    counts.set(moment, count);
    return `${moment} ${count}`;
  };
}
