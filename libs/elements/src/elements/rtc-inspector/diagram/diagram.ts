import type { CallEvent } from '@rtc-call/client';

/** A call as a sequence diagram: who takes part from the start to the end of the lines, and what happens downwards. */
export interface Diagram {
  /** This page, the call server, and then each participant in the order in which it appeared. */
  readonly lanes: readonly Lane[];
  readonly rows: readonly DiagramRow[];
}

export type Lane =
  | { readonly kind: 'self' }
  | { readonly kind: 'server' }
  /** `name`: the last one; may be empty. */
  | { readonly kind: 'participant'; readonly participantId: string; readonly name: string };

/** What is drawn between the lanes, by their index. */
export type RowShape =
  /** Somebody tells somebody something. */
  | { readonly kind: 'arrow'; readonly from: number; readonly to: number }
  /** Something between two ends, without a direction: their direct path. */
  | { readonly kind: 'path'; readonly from: number; readonly to: number }
  /** Something that happens to one. */
  | { readonly kind: 'note'; readonly lane: number };

/** What a row means for the call: `good` and `bad` are worth finding at a glance, `minor` may be passed over. */
export type RowTone = 'plain' | 'good' | 'bad' | 'minor';

export interface DiagramRow {
  /** Stays the same while the diagram grows. */
  readonly key: string;
  readonly event: CallEvent;
  /** Since the first event, in milliseconds. */
  readonly sinceStart: number;
  /** Since what it completes, such as the answer since the offer, in milliseconds; null where it completes nothing. */
  readonly took: number | null;
  readonly shape: RowShape;
  readonly tone: RowTone;
}
