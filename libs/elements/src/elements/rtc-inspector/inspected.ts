import type { Call, CallEvent, ReadRecording, Recording } from '@rtc-call/client';

/** As much of a call as an inspector needs. */
export type InspectedCall = Pick<Call, 'events' | 'record'>;

/** What an inspector shows: nothing, a call that goes on, or a recording. */
export type Inspected =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'live'; readonly recording: Recording }
  | { readonly kind: 'recorded'; readonly read: ReadRecording };

/** What has happened in it so far. */
export function eventsOf(inspected: Inspected): readonly CallEvent[] {
  switch (inspected.kind) {
    case 'nothing':
      return [];
    case 'live':
      return inspected.recording.events;
    case 'recorded':
      return inspected.read.events;
  }
}
