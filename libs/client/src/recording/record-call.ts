import { BoundedEvents } from './bounded-events.ts';
import type { CallEvent } from './call-event.ts';
import type { CallEvents } from './call-events.ts';
import { RECORDING_LIMITS, SAMPLE_LIMITS } from './limits.ts';
import { inOrder, type Recording } from './recording.ts';
import type { RecordingSubject, WritingOptions } from './write-recording.ts';

/** Begins a recording with what has happened so far. `subject`: asked when the text is made. */
export function recordCall(
  events: CallEvents,
  subject: () => RecordingSubject,
  defaults: WritingOptions = {},
): Recording {
  const parts = { happenings: new BoundedEvents(RECORDING_LIMITS), samples: new BoundedEvents(SAMPLE_LIMITS) };
  const take = (event: CallEvent) => parts[event.type === 'statistics' ? 'samples' : 'happenings'].add(event);
  for (const event of events.backlog) take(event);
  const stop = events.subscribe(take);
  return {
    get events() {
      return inOrder(parts);
    },
    stop,
    async text(options = defaults) {
      // Few calls are ever written down, so that no page loads what writes them before that.
      const { writeRecording } = await import('./write-recording.ts');
      return writeRecording(subject(), inOrder(parts), options);
    },
  };
}
