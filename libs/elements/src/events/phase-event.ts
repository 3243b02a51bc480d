import type { CallSnapshot } from '@rtc-call/client';
import { RtcCallErrorEvent } from './rtc-call-error-event.ts';
import { RtcCallJoinedEvent } from './rtc-call-joined-event.ts';
import { RtcCallLeftEvent } from './rtc-call-left-event.ts';

/** What a page is told when one snapshot follows another; null when nothing happened that it should know. */
export function phaseEvent(before: CallSnapshot, now: CallSnapshot): Event | null {
  if (before.phase === now.phase) return null;
  if (now.phase.name === 'failed') return new RtcCallErrorEvent(now.phase.error);
  if (now.phase.name === 'joined') {
    return before.phase.name === 'joined' ? null : new RtcCallJoinedEvent(now.room, now.selfId);
  }
  // Another call in this one's place (the room's name changed) counts as leaving too.
  return before.phase.name === 'joined' ? new RtcCallLeftEvent(before.room) : null;
}
