import type { JoinResponse } from '@rtc-call/contract';

/** An event for the call; what keeps the stream itself going stays in the session. */
export type RoomEvent = Exclude<
  JoinResponse['event'],
  | { oneofKind: 'welcome' }
  | { oneofKind: 'resumed' }
  | { oneofKind: 'heartbeat' }
  | { oneofKind: 'resumeElsewhere' }
  | { oneofKind: undefined }
>;
