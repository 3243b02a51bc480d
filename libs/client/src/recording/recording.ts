import type { BoundedEvents } from './bounded-events.ts';
import type { CallEvent } from './call-event.ts';
import type { WritingOptions } from './write-recording.ts';

/** What happens in a call from its beginning on, until it is stopped. */
export interface Recording {
  /**
   * What it holds so far, in order: the beginning and the newest (RECORDING_LIMITS), with an `omitted` between them where
   * not all could be kept. As it happened; only the text is redacted.
   */
  readonly events: readonly CallEvent[];

  /** Records no more. What it holds stays. */
  stop(): void;

  /** What it holds, as a file to be saved or sent. The options take the place of those that it was made with. */
  text(options?: WritingOptions): Promise<string>;
}

/** What a recording keeps: events and samples apart, since an hour of samples would push everything else out. */
export interface RecordedParts {
  readonly happenings: BoundedEvents;
  readonly samples: BoundedEvents;
}

/** Both parts in the order of time. */
export function inOrder({ happenings, samples }: RecordedParts): CallEvent[] {
  // Each part is in order as it came; sorting is stable, and so leaves it.
  return [...happenings.all, ...samples.all].sort((one, other) => one.at - other.at);
}
