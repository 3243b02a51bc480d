import type { CallEvent } from './call-event.ts';

/** What happens in a call, one thing after the other. */
export interface CallEvents {
  /**
   * What has happened so far, without statistics, and with the candidate pairs only of times in which somebody
   * subscribed: the beginning and the newest (BACKLOG_LIMITS), with an `omitted`
   * between them where not all could be kept.
   */
  readonly backlog: readonly CallEvent[];

  /**
   * Calls `listener` with each event from now on. While somebody subscribes the links are sampled every second, and
   * samples are among the events. Returns what ends it.
   */
  subscribe(listener: (event: CallEvent) => void): () => void;
}
